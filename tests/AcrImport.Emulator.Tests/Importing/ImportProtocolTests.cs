using System.Net;
using AcrImport.Emulator.Tests.Support;

namespace AcrImport.Emulator.Tests.Importing;

public sealed class ImportProtocolTests : IAsyncLifetime
{
    private readonly ManualTime _time = new();
    private EmulatorServer _emulator = null!;
    private EmulatorUser _user = null!;

    public async ValueTask InitializeAsync()
    {
        _emulator = await EmulatorServer.StartAsync(new EmulatorOptions { TimeProvider = _time, ImportDelay = TimeSpan.FromMinutes(1) });
        _user = new EmulatorUser(_emulator);
    }

    public async ValueTask DisposeAsync()
    {
        _user.Dispose();
        await _emulator.DisposeAsync();
    }

    [Fact]
    public async Task An_import_runs_through_all_of_its_answers()
    {
        var id = Guid.NewGuid();
        using var accepted = await _user.PostImportAsync(HelloWorld, clientRequestId: id);

        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        Assert.Equal(0, accepted.Content.Headers.ContentLength);
        AssertAccepted(accepted, id);
        Assert.Equal(id.ToString(), Header(accepted, "x-ms-correlation-request-id"));
        Assert.Equal("199", Header(accepted, "x-ms-ratelimit-remaining-subscription-writes"));
        Assert.Equal("2999", Header(accepted, "x-ms-ratelimit-remaining-subscription-global-writes"));
        Assert.StartsWith("WESTUS:", Header(accepted, "x-ms-routing-request-id"), StringComparison.Ordinal);
        Assert.False(accepted.Headers.Contains("Azure-AsyncOperation"));

        using var running = await _user.GetArmAsync(LocationOf(accepted));
        Assert.Equal(HttpStatusCode.Accepted, running.StatusCode);
        var states = (await EmulatorUser.JsonAsync(running)).AsObject();
        Assert.Equal(["Pending", "Pending", "Accepted"], new[] { "hello-world:latest", "copies/hello:v1", "status" }.Select(name => states[name]!.GetValue<string>()));
        AssertAccepted(running, id);
        Assert.NotEqual(LocationOf(accepted), LocationOf(running));
        Assert.Empty(_emulator.Registry("myregistry").Store.ListRepositories());

        var last = await AdvanceToEndAsync(LocationOf(running));
        Assert.Equal(HttpStatusCode.OK, last.StatusCode);
        Assert.False(last.Headers.Contains("Location"));
        Assert.False(last.Headers.Contains("Retry-After"));

        using var again = await _user.GetArmAsync(LocationOf(accepted));
        Assert.Equal("""{"status":"Succeeded"}""", await again.Content.ReadAsStringAsync());
        Assert.Equal(["copies/hello", "hello-world"], _emulator.Registry("myregistry").Store.ListRepositories());
    }

    [Fact]
    public async Task A_running_import_names_its_manifests_as_they_come()
    {
        using var accepted = await _user.PostImportAsync(HelloWorld);
        var index = _emulator.DockerHub.Store.FindTag("library/hello-world", "latest")!.Digest;
        var seen = new HashSet<string>();
        for (var location = LocationOf(accepted); ;)
        {
            using var response = await _user.GetArmAsync(location);
            if (response.StatusCode != HttpStatusCode.Accepted)
            {
                break;
            }

            var body = (await EmulatorUser.JsonAsync(response)).AsObject();
            Assert.Equal(("Pending", "Accepted"), (body["copies/hello:v1"]!.GetValue<string>(), body["status"]!.GetValue<string>()));
            var manifests = body.Where(state => state.Key.Contains("@sha256:", StringComparison.Ordinal)).ToList();
            if (manifests.Count > 0)
            {
                Assert.Equal(8, manifests.Count);
                Assert.Equal("Pending", body[$"copies/hello@{index}"]!.GetValue<string>());
                seen.Add(string.Join(',', manifests.Where(state => state.Key.StartsWith("hello-world@", StringComparison.Ordinal)).Select(state => state.Value)));
            }

            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Contains("Succeeded,Pending,Pending,Pending", seen);
    }

    [Fact]
    public async Task The_body_of_older_answers_is_null()
    {
        await using var emulator = await EmulatorServer.StartAsync(new EmulatorOptions { NullBody = true });
        using var user = new EmulatorUser(emulator);

        using var accepted = await user.PostImportAsync(HelloWorld);

        Assert.Equal((HttpStatusCode.Accepted, "null"), (accepted.StatusCode, await accepted.Content.ReadAsStringAsync()));
        Assert.Equal("application/json; charset=utf-8", accepted.Content.Headers.ContentType!.ToString());
        Assert.NotNull(accepted.Headers.Location);
    }

    [Theory]
    [InlineData("s=", "s=x")]
    [InlineData("t=", "t=1")]
    [InlineData("&c=", "&c=x")]
    [InlineData("&h=", "&h=x")]
    [InlineData("registries-", "registries-0")]
    public async Task A_changed_URL_is_refused(string part, string replacement)
    {
        using var accepted = await _user.PostImportAsync(HelloWorld);

        using var response = await _user.GetArmAsync(LocationOf(accepted).Replace(part, replacement, StringComparison.Ordinal));

        await EmulatorUser.ArmErrorAsync(response, HttpStatusCode.Forbidden, "AuthorizationFailed");
    }

    [Fact]
    public async Task An_operation_cannot_be_read_without_a_token()
    {
        using var accepted = await _user.PostImportAsync(HelloWorld);

        using var response = await _user.Http.GetAsync(LocationOf(accepted));

        await EmulatorUser.ArmErrorAsync(response, HttpStatusCode.Unauthorized, "AuthenticationFailed");
    }

    [Fact]
    public async Task A_request_ID_names_one_operation_only()
    {
        var id = Guid.NewGuid();
        using var first = await _user.PostImportAsync(HelloWorld, clientRequestId: id);
        using var second = await _user.PostImportAsync(HelloWorld, clientRequestId: id);

        Assert.Contains(id.ToString(), LocationOf(first), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Accepted, second.StatusCode);
        Assert.DoesNotContain(id.ToString(), LocationOf(second), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tag_that_exists_fails_the_import_before_it_copies()
    {
        using (var accepted = await _user.PostImportAsync(HelloWorld))
        {
            await AdvanceToEndAsync(LocationOf(accepted));
        }

        var before = _emulator.Registry("myregistry").Store.FindTag("hello-world", "latest");
        var id = Guid.NewGuid();
        using var second = await _user.PostImportAsync(HelloWorld, clientRequestId: id);
        using var failed = await UntilEndAsync(LocationOf(second));

        var message = await EmulatorUser.ArmErrorAsync(failed, HttpStatusCode.Conflict, "Conflict");
        Assert.Equal(
            $"Operation registries-{id} failed. Resource {_emulator.Registry("myregistry").ResourceId} "
            + "Tag hello-world:latest already exists in target registry.",
            message);
        Assert.Equal(before, _emulator.Registry("myregistry").Store.FindTag("hello-world", "latest"));
    }

    [Fact]
    public async Task Of_two_imports_to_one_tag_the_later_one_loses()
    {
        using var first = await _user.PostImportAsync(HelloWorld);
        using var second = await _user.PostImportAsync(HelloWorld);
        using var one = await AdvanceToEndAsync(LocationOf(first));
        using var other = await AdvanceToEndAsync(LocationOf(second));

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Conflict], new[] { one.StatusCode, other.StatusCode }.Order());
    }

    private const string HelloWorld = """
        {"source":{"registryUri":"docker.io","sourceImage":"library/hello-world"},
         "targetTags":["hello-world","copies/hello:v1"],"mode":"NoForce"}
        """;

    private static string LocationOf(HttpResponseMessage response) => response.Headers.Location!.AbsoluteUri;

    private static string Header(HttpResponseMessage response, string name) => Assert.Single(response.Headers.GetValues(name));

    private static void AssertAccepted(HttpResponseMessage response, Guid id)
    {
        Assert.InRange(LocationOf(response).Length, 3000, 4096);
        Assert.Contains($"/providers/Microsoft.ContainerRegistry/locations/WESTUS/operationResults/registries-{id}?api-version=2025-11-01&t=", LocationOf(response), StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromSeconds(10), response.Headers.RetryAfter!.Delta);
    }

    private async Task<HttpResponseMessage> UntilEndAsync(string location)
    {
        while (true)
        {
            var response = await _user.GetArmAsync(location);
            if (response.StatusCode != HttpStatusCode.Accepted)
            {
                return response;
            }
        }
    }

    // The import's timer starts a moment after the 202, so the clock may have to move more than once.
    private async Task<HttpResponseMessage> AdvanceToEndAsync(string location)
    {
        while (true)
        {
            _time.Advance(TimeSpan.FromSeconds(10));
            var response = await _user.GetArmAsync(location);
            if (response.StatusCode != HttpStatusCode.Accepted)
            {
                return response;
            }
        }
    }
}
