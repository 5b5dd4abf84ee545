using System.Net;
using System.Net.Http.Headers;
using AcrImport.Emulator.Tests.Support;

namespace AcrImport.Emulator.Tests.Registries;

/// <summary>The registry of sample images behaves as Docker Hub.</summary>
public sealed class DockerHubTests : IAsyncLifetime
{
    private const string Manifest = "/v2/library/hello-world/manifests/latest";
    private const int Limit = 7;

    private readonly ManualTime _time = new();
    private EmulatorServer _emulator = null!;
    private EmulatorUser _user = null!;

    public async ValueTask InitializeAsync()
    {
        _emulator = await EmulatorServer.StartAsync(new EmulatorOptions { DockerHubPullLimit = Limit, TimeProvider = _time });
        _user = new EmulatorUser(_emulator);
    }

    public async ValueTask DisposeAsync()
    {
        _user.Dispose();
        await _emulator.DisposeAsync();
    }

    [Fact]
    public async Task Even_a_public_image_wants_a_token_of_another_host()
    {
        using var refused = await GetAsync(Manifest, null);

        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        var challenge = refused.Headers.WwwAuthenticate.ToString();
        Assert.Matches("^Bearer realm=\"https://127\\.0\\.0\\.1:\\d+/token\",service=\"registry\\.docker\\.io\",scope=\"repository:library/hello-world:pull\"$", challenge);
        Assert.DoesNotContain(_emulator.DockerHub.LoginServer, challenge, StringComparison.Ordinal);

        using var granted = await GetAsync(Manifest, await TokenAsync("library/hello-world"));
        Assert.Equal(HttpStatusCode.OK, granted.StatusCode);
        using var tags = await GetAsync("/v2/library/hello-world/tags/list", await TokenAsync("library/hello-world"));
        Assert.Equal("""{"name":"library/hello-world","tags":["latest"]}""", await tags.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("nats")]
    [InlineData("hello-world")]
    public async Task A_repository_that_does_not_exist_wants_a_sign_in(string repository)
    {
        using var failed = await _user.ImportAsync(EmulatorUser.ImportOf("docker.io", repository, "copy:v1"));

        Assert.EndsWith(
            """Invalid message Unauthorized Unauthorized {"errors":[{"code":"UNAUTHORIZED","message":"authentication required","detail":[{"Type":"repository","Class":"","Name":"NAME","Action":"pull"}]}]}"""
                .Replace("NAME", repository, StringComparison.Ordinal),
            await EmulatorUser.ArmErrorAsync(failed, HttpStatusCode.BadRequest, "InvalidParameters"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_account_that_nobody_has_is_refused()
    {
        using var failed = await _user.ImportAsync(
            """{"source":{"registryUri":"docker.io","sourceImage":"library/hello-world","credentials":{"username":"u","password":"p"}},"targetTags":["a"]}""");

        Assert.EndsWith(
            """Unauthorized {"details":"incorrect username or password"}""",
            await EmulatorUser.ArmErrorAsync(failed, HttpStatusCode.BadRequest, "InvalidParameters"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Images_are_counted_and_neither_indexes_nor_questions_are()
    {
        var token = await TokenAsync("library/hello-world");
        var image = _emulator.DockerHub.Store.ListManifests("library/hello-world").First(manifest => manifest.Platform is not null).Digest;

        Assert.Equal("7;w=21600", await RemainingAsync(Manifest, token));
        Assert.Equal("6;w=21600", await RemainingAsync($"/v2/library/hello-world/manifests/{image}", token));
        Assert.Equal("6;w=21600", await RemainingAsync($"/v2/library/hello-world/manifests/{image}", token, HttpMethod.Head));
    }

    [Fact]
    public async Task When_the_pulls_are_used_up_an_import_says_so_until_the_window_is_over()
    {
        foreach (var tag in new[] { "a:v1", "b:v1" })
        {
            using var done = await _user.ImportAsync(EmulatorUser.ImportOf("docker.io", "library/hello-world", tag));
            Assert.Equal("""{"status":"Succeeded"}""", await done.Content.ReadAsStringAsync());
        }

        using (var failed = await _user.ImportAsync(EmulatorUser.ImportOf("docker.io", "library/hello-world", "c:v1")))
        {
            Assert.Contains(
                """Invalid message TooManyRequests TooManyRequests {"errors":[{"code":"TOOMANYREQUESTS","message":"You have reached your pull rate limit. You may increase the limit by authenticating and upgrading: https://www.docker.com/increase-rate-limit"}]}""",
                await EmulatorUser.ArmErrorAsync(failed, HttpStatusCode.BadRequest, "InvalidParameters"),
                StringComparison.Ordinal);
        }

        _time.Advance(TimeSpan.FromHours(6));
        using var again = new EmulatorUser(_emulator);
        using var later = await again.ImportAsync(EmulatorUser.ImportOf("docker.io", "library/hello-world", "c:v1"));
        Assert.Equal("""{"status":"Succeeded"}""", await later.Content.ReadAsStringAsync());
    }

    private async Task<string> RemainingAsync(string path, string token, HttpMethod? method = null)
    {
        using var response = await GetAsync(path, token, method);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("7;w=21600", Assert.Single(response.Headers.GetValues("ratelimit-limit")));
        return Assert.Single(response.Headers.GetValues("ratelimit-remaining"));
    }

    private async Task<string> TokenAsync(string repository)
    {
        using var refused = await GetAsync(Manifest, null);
        var realm = refused.Headers.WwwAuthenticate.ToString().Split('"')[1];
        using var answer = await _user.Http.GetAsync($"{realm}?service=registry.docker.io&scope=repository:{repository}:pull");
        var body = await EmulatorUser.JsonAsync(answer);
        Assert.Equal((300, body["token"]!.GetValue<string>()), (body["expires_in"]!.GetValue<int>(), body["access_token"]!.GetValue<string>()));
        return body["token"]!.GetValue<string>();
    }

    private async Task<HttpResponseMessage> GetAsync(string path, string? token, HttpMethod? method = null)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, $"https://{_emulator.DockerHub.LoginServer}{path}");
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return await _user.Http.SendAsync(request);
    }
}
