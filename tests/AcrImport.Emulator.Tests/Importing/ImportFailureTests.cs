using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AcrImport.Emulator.Images;
using AcrImport.Emulator.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace AcrImport.Emulator.Tests.Importing;

public sealed class ImportFailureTests : IAsyncLifetime
{
    private EmulatorServer _emulator = null!;
    private EmulatorUser _user = null!;

    public async ValueTask InitializeAsync()
    {
        _emulator = await EmulatorServer.StartAsync();
        _user = new EmulatorUser(_emulator);
    }

    public async ValueTask DisposeAsync()
    {
        Assert.Empty(_emulator.Registry("myregistry").Store.ListRepositories());
        _user.Dispose();
        await _emulator.DisposeAsync();
    }

    [Theory]
    [InlineData(401, "Unauthorized", """{"errors":[{"code":"UNAUTHORIZED","message":"Access to the requested resource is not authorized"}]}""")]
    [InlineData(403, "Forbidden", """{"errors":[{"code":"DENIED","message":"requested access to the resource is denied"}]}""")]
    [InlineData(404, "NotFound", """{"errors":[{"code":"MANIFEST_UNKNOWN","message":"manifest tagged by \"x\" is not found","detail":{"Tag":"x"}}]}""")]
    [InlineData(429, "TooManyRequests", """{"errors":[{"code":"TOOMANYREQUESTS","message":"You have reached your pull rate limit."}]}""")]
    [InlineData(500, "InternalServerError", "oops")]
    public async Task What_the_source_refuses_fails_the_import_in_its_words(int status, string name, string body)
    {
        await using var upstream = await Upstream.AnsweringAsync(status, body);

        Assert.Equal($"Invalid message {name} {name} {body}", await FailureOfAsync(upstream.Host));
    }

    [Fact]
    public async Task A_tag_that_the_source_does_not_have_fails_the_import()
    {
        const string Body = """{"errors":[{"code":"MANIFEST_UNKNOWN","message":"manifest tagged by \"none\" is not found","detail":{"Tag":"none"}}]}""";

        Assert.Equal($"Invalid message NotFound NotFound {Body}", await FailureOfAsync("docker.io", "library/hello-world:none"));
    }

    [Fact]
    public async Task A_registry_that_cannot_be_reached_fails_the_import()
    {
        string host;
        await using (var upstream = await Upstream.StartAsync())
        {
            host = upstream.Host;
        }

        Assert.Equal($"Unable to connect to source registry {host}.", await FailureOfAsync(host));
    }

    [Fact]
    public async Task A_host_of_the_world_is_not_contacted()
    {
        Assert.Equal("Unable to connect to source registry registry.example.com.", await FailureOfAsync("registry.example.com"));
    }

    [Fact]
    public async Task A_registry_without_credentials_that_wants_some_fails_the_import()
    {
        var registry = _emulator.Registry("myregistry");

        var message = await FailureOfAsync(registry.LoginServer);

        Assert.StartsWith("Invalid message Unauthorized Unauthorized {\"errors\":[{\"code\":\"UNAUTHORIZED\"", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_manifest_that_is_not_what_its_digest_says_fails_the_import()
    {
        await using var upstream = await Upstream.StartAsync(context => ReplaceAsync(context, "/manifests/sha256:", "{}"));

        Assert.StartsWith("Manifest digest mismatch. Expected: sha256:", await FailureOfAsync(upstream.Host), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_blob_that_is_not_what_its_digest_says_leaves_nothing()
    {
        var lies = 0;
        await using var upstream = await Upstream.StartAsync(async context =>
            context.Request.Path.Value!.Contains("/blobs/", StringComparison.Ordinal) && Interlocked.Increment(ref lies) == 4
            && await ReplaceAsync(context, "/blobs/", "not what it should be"));

        Assert.Equal("Error copying blobs", await FailureOfAsync(upstream.Host));

        Assert.Equal(4, lies);
        var hub = upstream.Samples.DockerHub.Store;
        var blobs = hub.ListManifests("library/hello-world").SelectMany(manifest => Manifest.Parse(manifest.Content.ToArray(), manifest.MediaType).Blobs);
        Assert.All(blobs, blob => Assert.Null(_emulator.Blobs.FindLength(blob.Digest)));
    }

    [Fact]
    public async Task A_connection_that_breaks_within_a_blob_fails_the_import()
    {
        await using var upstream = await Upstream.StartAsync(async context =>
        {
            if (!context.Request.Path.Value!.Contains("/blobs/", StringComparison.Ordinal))
            {
                return false;
            }

            context.Response.ContentLength = 1000;
            await context.Response.WriteAsync("half");
            return true;
        });

        Assert.Equal("Error copying blobs", await FailureOfAsync(upstream.Host));
    }

    [Fact]
    public async Task A_source_that_sends_no_digest_fails_the_import()
    {
        await using var upstream = await Upstream.StartAsync(context => ReplaceAsync(context, "/manifests/latest", "{}"));

        Assert.Equal(
            $"Unable to find manifest digest  Repo: {upstream.Host}/library/hello-world Tag: latest Manifest: ", await FailureOfAsync(upstream.Host));
    }

    [Theory]
    [InlineData("{}", "media type")]
    [InlineData("nonsense", "not valid")]
    [InlineData("""{"manifests":[{"digest":"sha256:1","size":1}]}""", "not valid")]
    [InlineData("""{"config":{"digest":"sha256:0000000000000000000000000000000000000000000000000000000000000000","size":"1"}}""", "not valid")]
    [InlineData("""{"schemaVersion":1,"mediaType":"application/vnd.docker.distribution.manifest.v1+json"}""", "not supported")]
    public async Task Something_that_is_no_manifest_fails_the_import(string content, string reason)
    {
        await using var upstream = await Upstream.StartAsync(context => ServeAsync(context, content));

        Assert.Contains(reason, await FailureOfAsync(upstream.Host), StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_than_fifty_manifests_fail_the_import()
    {
        var children = Enumerable.Range(0, 50).Select(number => new
        {
            mediaType = MediaTypes.OciManifest,
            digest = "sha256:" + Convert.ToHexStringLower(SHA256.HashData([(byte)number])),
            size = 1,
        });
        var index = JsonSerializer.Serialize(new { schemaVersion = 2, mediaType = MediaTypes.OciIndex, manifests = children });
        await using var upstream = await Upstream.StartAsync(context => ServeAsync(context, index));

        Assert.Contains("more than 50 manifests", await FailureOfAsync(upstream.Host), StringComparison.Ordinal);
        Assert.Single(upstream.Requests, request => request.Contains("/manifests/", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Bearer realm=\"http://registry.example.com/token\",service=\"x\"")]
    [InlineData("Bearer service=\"x\"")]
    public async Task A_challenge_that_leads_astray_fails_the_import(string challenge)
    {
        await using var upstream = await Upstream.StartAsync(context =>
        {
            context.Response.StatusCode = 401;
            context.Response.Headers.WWWAuthenticate = challenge;
            return Task.FromResult(true);
        });

        Assert.Contains("its realm is not an https URL", await FailureOfAsync(upstream.Host), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_to_something_other_than_HTTP_fails_the_import()
    {
        await using var upstream = await Upstream.StartAsync(context =>
        {
            context.Response.StatusCode = 307;
            context.Response.Headers.Location = "file:///etc/hostname";
            return Task.FromResult(true);
        });

        Assert.StartsWith("Invalid message ", await FailureOfAsync(upstream.Host), StringComparison.Ordinal);
    }

    private static async Task<bool> ReplaceAsync(HttpContext context, string part, string content)
    {
        if (!context.Request.Path.Value!.Contains(part, StringComparison.Ordinal))
        {
            return false;
        }

        await context.Response.WriteAsync(content);
        return true;
    }

    private static async Task<bool> ServeAsync(HttpContext context, string content)
    {
        if (!context.Request.Path.Value!.Contains("/manifests/", StringComparison.Ordinal))
        {
            return false;
        }

        context.Response.Headers["Docker-Content-Digest"] = Manifest.DigestOf(Encoding.UTF8.GetBytes(content)).ToString();
        await context.Response.WriteAsync(content);
        return true;
    }

    /// <summary>Imports, asserts that it fails, and returns the reason behind the operation and the target's resource ID.</summary>
    private async Task<string> FailureOfAsync(string host, string image = "library/hello-world")
    {
        using var response = await _user.ImportAsync(EmulatorUser.ImportOf(host, image, "hello-world:v1"));
        var message = await EmulatorUser.ArmErrorAsync(response, HttpStatusCode.BadRequest, "InvalidParameters");
        var prefix = $" failed. Resource {_emulator.Registry("myregistry").ResourceId} ";
        Assert.Matches("^Operation registries-[0-9a-f-]{36} failed", message);
        return message[(message.IndexOf(prefix, StringComparison.Ordinal) + prefix.Length)..];
    }
}
