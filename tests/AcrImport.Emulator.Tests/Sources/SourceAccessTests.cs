using System.Net;
using System.Text.Json;
using AcrImport.Emulator.Images;
using AcrImport.Emulator.Sources;
using AcrImport.Emulator.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace AcrImport.Emulator.Tests.Sources;

public sealed class SourceAccessTests : IAsyncLifetime
{
    private const string Basic = "Basic dXNlcjpwYXNz";

    private EmulatorServer _emulator = null!;
    private EmulatorUser _user = null!;

    public async ValueTask InitializeAsync()
    {
        _emulator = await EmulatorServer.StartAsync();
        _user = new EmulatorUser(_emulator);
    }

    public async ValueTask DisposeAsync()
    {
        _user.Dispose();
        await _emulator.DisposeAsync();
    }

    [Fact]
    public async Task Basic_is_sent_where_Basic_is_asked_for()
    {
        await using var upstream = await Upstream.StartAsync(context =>
            Task.FromResult(context.Request.Headers.Authorization != Basic && Refuse(context, "Basic realm=\"Registry\"")));

        await SucceedAsync(upstream.Host, new { username = "user", password = "pass" });

        Assert.Equal("GET /v2/library/hello-world/manifests/latest " + Basic, upstream.Requests.ElementAt(2));
    }

    [Fact]
    public async Task A_token_is_fetched_from_the_realm_with_the_credentials_and_used_to_the_end()
    {
        string? query = null;
        await using var tokens = await Upstream.StartAsync(async context =>
        {
            query = context.Request.QueryString.Value;
            await context.Response.WriteAsJsonAsync(new { token = "tok" });
            return true;
        });
        await using var upstream = await Upstream.StartAsync(context => Task.FromResult(
            context.Request.Headers.Authorization != "Bearer tok"
            && Refuse(context, $"Bearer realm=\"https://{tokens.Host}/token\",service=\"the service\",scope=\"repository:library/hello-world:pull,push\"")));

        await SucceedAsync(upstream.Host, new { username = "user", password = "pass" });

        Assert.Equal("GET /token " + Basic, Assert.Single(tokens.Requests));
        Assert.Equal("?scope=repository%3Alibrary%2Fhello-world%3Apull,push&service=the%20service", query);
        Assert.Single(upstream.Requests, request => request.EndsWith("/manifests/latest", StringComparison.Ordinal));
        Assert.DoesNotContain(upstream.Requests, request => request.Contains("Basic", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData(",scope=\"repository:user/image:pull\"")]
    public async Task Without_credentials_an_anonymous_token_for_the_repository_is_asked_for(string placeholder)
    {
        string? query = null;
        await using var tokens = await Upstream.StartAsync(async context =>
        {
            query = context.Request.QueryString.Value;
            await context.Response.WriteAsJsonAsync(new { access_token = "tok" });
            return true;
        });
        await using var upstream = await Upstream.StartAsync(context => Task.FromResult(
            context.Request.Headers.Authorization != "Bearer tok" && Refuse(context, $"Bearer realm=\"https://{tokens.Host}/token?a=b\"{placeholder}")));

        await SucceedAsync(upstream.Host, null);

        Assert.Equal("GET /token", Assert.Single(tokens.Requests));
        Assert.Equal("?a=b&scope=repository%3Alibrary%2Fhello-world%3Apull", query);
    }

    [Fact]
    public async Task A_password_alone_is_a_token()
    {
        await using var upstream = await Upstream.StartAsync(context => Task.FromResult(
            context.Request.Headers.Authorization != "Bearer pass" && Refuse(context, "Bearer realm=\"https://127.0.0.1/token\"")));

        await SucceedAsync(upstream.Host, new { password = "pass" });
    }

    [Fact]
    public async Task What_the_token_server_refuses_fails_the_import_in_its_words()
    {
        await using var tokens = await Upstream.StartAsync(async context =>
        {
            context.Response.StatusCode = 401;
            await context.Response.WriteAsync("""{"details":"incorrect username or password"}""");
            return true;
        });
        await using var upstream = await Upstream.StartAsync(context => Task.FromResult(Refuse(context, $"Bearer realm=\"https://{tokens.Host}/token\"")));

        using var response = await _user.ImportAsync(BodyOf(upstream.Host, new { username = "user", password = "pass" }));

        var message = await EmulatorUser.ArmErrorAsync(response, HttpStatusCode.BadRequest, "InvalidParameters");
        Assert.EndsWith("""Invalid message Unauthorized Unauthorized {"details":"incorrect username or password"}""", message, StringComparison.Ordinal);
        Assert.Single(upstream.Requests, request => request.Contains("/manifests/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_redirect_to_another_host_carries_no_authorization()
    {
        await using var elsewhere = await Upstream.StartAsync();
        await using var upstream = await Upstream.StartAsync(context =>
        {
            if (context.Request.Headers.Authorization != Basic)
            {
                return Task.FromResult(Refuse(context, "Basic realm=\"Registry\""));
            }

            if (!context.Request.Path.Value!.Contains("/blobs/", StringComparison.Ordinal))
            {
                return Task.FromResult(false);
            }

            // Once within the registry, then away from it.
            var away = context.Request.Query.ContainsKey("moved");
            context.Response.StatusCode = StatusCodes.Status307TemporaryRedirect;
            context.Response.Headers.Location = away ? $"https://{elsewhere.Host}{context.Request.Path}" : $"{context.Request.Path}?moved=1";
            return Task.FromResult(true);
        });

        await SucceedAsync(upstream.Host, new { username = "user", password = "pass" });

        Assert.Equal(6, elsewhere.Requests.Count);
        Assert.All(elsewhere.Requests, request => Assert.Matches("^GET /v2/library/hello-world/blobs/sha256:[0-9a-f]{64}$", request));
        Assert.Equal(12, upstream.Requests.Count(request => request.Contains("/blobs/", StringComparison.Ordinal) && request.EndsWith(Basic, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task All_kinds_of_manifest_are_asked_for()
    {
        var accept = string.Empty;
        await using var upstream = await Upstream.StartAsync(context =>
        {
            accept = context.Request.Path.Value!.EndsWith("/latest", StringComparison.Ordinal) ? string.Join(",", context.Request.Headers.Accept.ToArray()) : accept;
            return Task.FromResult(false);
        });

        await SucceedAsync(upstream.Host, null);

        Assert.Equal(MediaTypes.Manifests, accept.Split(',', StringSplitOptions.TrimEntries));
    }

    [Theory]
    [InlineData("Bearer", "realm=\"https://a/b\",service=\"c\",scope=\"repository:d:pull,push\"", "https://a/b", "repository:d:pull,push")]
    [InlineData("Bearer", "realm = \"https://a/b\" , error=insufficient_scope", "https://a/b", null)]
    [InlineData("Basic", "realm=\"say \\\"hi\\\"\"", "say \"hi\"", null)]
    public void A_challenge_is_read_with_its_quotes(string scheme, string parameters, string realm, string? scope)
    {
        var challenge = AuthChallenge.Parse(new(scheme, parameters));

        Assert.Equal((scheme == "Bearer", realm, scope), (challenge.IsBearer, challenge["realm"], challenge["scope"]));
    }

    private static bool Refuse(HttpContext context, string challenge)
    {
        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        context.Response.Headers.WWWAuthenticate = challenge;
        return true;
    }

    private static string BodyOf(string host, object? credentials) => JsonSerializer.Serialize(new
    {
        source = new { registryUri = host, sourceImage = "library/hello-world", credentials },
        targetTags = new[] { "hello:v1" },
    });

    private async Task SucceedAsync(string host, object? credentials)
    {
        using var response = await _user.ImportAsync(BodyOf(host, credentials));
        Assert.Equal("""{"status":"Succeeded"}""", await response.Content.ReadAsStringAsync());
        Assert.NotNull(_emulator.Registry("myregistry").Store.FindTag("hello", "v1"));
    }
}
