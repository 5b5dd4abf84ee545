using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using AcrImport.Emulator.Faults;
using AcrImport.Emulator.Images;
using AcrImport.Emulator.Tests.Support;

namespace AcrImport.Emulator.Tests.Faults;

public sealed class RequestFaultTests : IAsyncLifetime
{
    private readonly ManualTime _time = new();
    private EmulatorServer _emulator = null!;
    private EmulatorUser _user = null!;

    public async ValueTask InitializeAsync()
    {
        _emulator = await EmulatorServer.StartAsync(new EmulatorOptions { TimeProvider = _time });
        _user = new EmulatorUser(_emulator);
        using var filled = await _user.ImportAsync(EmulatorUser.ImportOf("docker.io", "library/hello-world", "hello:v1"));
        Assert.Equal(HttpStatusCode.OK, filled.StatusCode);
    }

    public async ValueTask DisposeAsync()
    {
        _user.Dispose();
        await _emulator.DisposeAsync();
    }

    [Fact]
    public async Task A_throttle_counts_down_and_then_lets_go()
    {
        _emulator.Faults.Add(new Fault(FaultKind.Throttle) { Plane = FaultPlane.Arm, Path = "/subscriptions*", Count = 1, Seconds = 30 });

        foreach (var seconds in new[] { 30, 20, 10 })
        {
            using var throttled = await _user.GetArmAsync("/subscriptions?api-version=1");
            Assert.Equal(seconds, throttled.Headers.RetryAfter!.Delta!.Value.TotalSeconds);
            await EmulatorUser.ArmErrorAsync(throttled, HttpStatusCode.TooManyRequests, "TooManyRequests");
            _time.Advance(TimeSpan.FromSeconds(10));
        }

        using var free = await _user.GetArmAsync("/subscriptions?api-version=1");
        Assert.Equal(HttpStatusCode.OK, free.StatusCode);
        Assert.Equal(1, Assert.Single(_emulator.Faults.Read()).Hits);
    }

    [Fact]
    public async Task A_registry_and_an_upstream_throttle_in_their_own_words()
    {
        _emulator.Faults.Replace([new Fault(FaultKind.Throttle) { Plane = FaultPlane.Registry }, new Fault(FaultKind.Throttle) { Plane = FaultPlane.Upstream }]);

        using var registry = await GetAsync("/v2/");
        using var import = await _user.ImportAsync(EmulatorUser.ImportOf("docker.io", "library/hello-world", "hello:v2"));

        Assert.Equal(HttpStatusCode.TooManyRequests, registry.StatusCode);
        Assert.Contains("exceeded the per-identity rate limit of 250 requests", await registry.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains(
            "Invalid message TooManyRequests TooManyRequests {\"errors\":[{\"code\":\"TOOMANYREQUESTS\",\"message\":\"You have reached your pull rate limit.",
            await EmulatorUser.ArmErrorAsync(import, HttpStatusCode.BadRequest, "InvalidParameters"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_strikes_its_plane_method_and_path_so_often_and_no_more()
    {
        _emulator.Faults.Add(new Fault(FaultKind.Unavailable) { Plane = FaultPlane.Registry, Method = "head", Path = "/v2/*/manifests/v?", Count = 2 });
        var statuses = new List<HttpStatusCode>();
        foreach (var (method, path) in new[]
        {
            (HttpMethod.Get, "/v2/hello/manifests/v1"), (HttpMethod.Head, "/v2/"), (HttpMethod.Head, "/v2/hello/manifests/v1"),
            (HttpMethod.Head, "/v2/hello/manifests/v1"), (HttpMethod.Head, "/v2/hello/manifests/v1"),
        })
        {
            using var response = await GetAsync(path, method);
            statuses.Add(response.StatusCode);
        }

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable, HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK], statuses);
    }

    [Fact]
    public async Task Latency_comes_on_top_of_other_faults()
    {
        _emulator.Faults.Replace([new Fault(FaultKind.Latency) { Seconds = 60 }, new Fault(FaultKind.Unavailable)]);
        using var late = new EmulatorUser(_emulator);
        var answer = late.Http.GetAsync(new Uri(_emulator.ArmEndpoint, "/subscriptions?api-version=1"));
        await Task.Delay(100);
        Assert.False(answer.IsCompleted);

        for (var patience = Stopwatch.StartNew(); !answer.IsCompleted && patience.Elapsed < TimeSpan.FromSeconds(20); await Task.Delay(10))
        {
            _time.Advance(TimeSpan.FromSeconds(60));
        }

        using var response = await answer;
        await EmulatorUser.ArmErrorAsync(response, HttpStatusCode.ServiceUnavailable, "ServiceUnavailable");
    }

    [Fact]
    public async Task A_dropped_connection_leaves_nothing_done_and_a_lost_reply_everything()
    {
        _emulator.Faults.Replace(
        [
            new Fault(FaultKind.Drop) { Method = "POST", Path = "*/importImage", Count = 1 },
            new Fault(FaultKind.LoseReply) { Method = "POST", Path = "*/importImage", Count = 1 },
        ]);
        var store = _emulator.Registry("myregistry").Store;

        await Assert.ThrowsAsync<HttpRequestException>(() => _user.PostImportAsync(EmulatorUser.ImportOf("docker.io", "library/hello-world", "dropped:v1")));
        await Assert.ThrowsAsync<HttpRequestException>(() => _user.PostImportAsync(EmulatorUser.ImportOf("docker.io", "library/hello-world", "lost:v1")));

        for (var patience = Stopwatch.StartNew(); store.FindTag("lost", "v1") is null && patience.Elapsed < TimeSpan.FromSeconds(20);)
        {
            await Task.Delay(20);
        }

        Assert.NotNull(store.FindTag("lost", "v1"));
        Assert.Null(store.FindTag("dropped", "v1"));
    }

    [Fact]
    public async Task A_truncated_body_promises_more_than_it_brings()
    {
        _emulator.Faults.Add(new Fault(FaultKind.Truncate) { Path = "*/manifests/*" });

        await Assert.ThrowsAsync<HttpRequestException>(() => GetAsync("/v2/hello/manifests/v1"));
    }

    [Fact]
    public async Task Content_can_differ_from_its_digest()
    {
        _emulator.Faults.Add(new Fault(FaultKind.WrongDigest) { Path = "/v2/*" });

        using var get = await GetAsync("/v2/hello/manifests/v1");
        using var head = await GetAsync("/v2/hello/manifests/v1", HttpMethod.Head);

        var content = await get.Content.ReadAsByteArrayAsync();
        Assert.Equal(content.Length, get.Content.Headers.ContentLength);
        Assert.NotEqual(Manifest.DigestOf(content).ToString(), Assert.Single(get.Headers.GetValues("Docker-Content-Digest")));
        Assert.NotEqual(Assert.Single(get.Headers.GetValues("Docker-Content-Digest")), Assert.Single(head.Headers.GetValues("Docker-Content-Digest")));
    }

    [Fact]
    public async Task An_import_notices_a_wrong_digest_and_a_truncated_blob()
    {
        _emulator.Faults.Add(new Fault(FaultKind.WrongDigest) { Plane = FaultPlane.Upstream, Path = "*/manifests/*", Count = 1 });
        _emulator.Faults.Add(new Fault(FaultKind.Truncate) { Plane = FaultPlane.Upstream, Path = "*/blobs/*", Count = 1 });
        await _emulator.AddSampleImageAsync("library/new:v1");
        var reasons = new List<string>();
        for (var count = 0; count < 2; count++)
        {
            using var failed = await _user.ImportAsync(EmulatorUser.ImportOf("docker.io", "library/new:v1", "new:v1"));
            reasons.Add(await EmulatorUser.ArmErrorAsync(failed, HttpStatusCode.BadRequest, "InvalidParameters"));
        }

        Assert.Contains("digest", reasons[0], StringComparison.OrdinalIgnoreCase);
        Assert.EndsWith("Error copying blobs", reasons[1], StringComparison.Ordinal);
        Assert.Null(_emulator.Registry("myregistry").Store.FindRepository("new"));
    }

    [Fact]
    public async Task Chance_depends_on_the_seed_alone()
    {
        var runs = new List<string>();
        foreach (var seed in new[] { 1, 1, 2 })
        {
            _emulator.Faults.Replace([new Fault(FaultKind.Unavailable) { Path = "/v2/", Probability = 0.5 }], seed);
            var run = new StringBuilder();
            for (var count = 0; count < 40; count++)
            {
                using var response = await GetAsync("/v2/");
                run.Append(response.StatusCode == HttpStatusCode.OK ? '.' : 'x');
            }

            runs.Add(run.ToString());
        }

        Assert.Equal(runs[0], runs[1]);
        Assert.NotEqual(runs[1], runs[2]);
        Assert.InRange(runs[0].Count(c => c == 'x'), 8, 32);
    }

    private async Task<HttpResponseMessage> GetAsync(string path, HttpMethod? method = null)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, $"https://{_emulator.Registry("myregistry").LoginServer}{path}");
        var basic = $"{_user.Principal.ClientId}:{_user.Principal.ClientSecret}";
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(basic)));
        return await _user.Http.SendAsync(request);
    }
}
