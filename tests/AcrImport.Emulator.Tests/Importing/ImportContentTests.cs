using System.Net;
using System.Text.Json;
using AcrImport.Emulator.Images;
using AcrImport.Emulator.Tests.Support;

namespace AcrImport.Emulator.Tests.Importing;

public sealed class ImportContentTests : IAsyncLifetime
{
    private EmulatorServer _emulator = null!;
    private EmulatorUser _user = null!;

    public async ValueTask InitializeAsync()
    {
        _emulator = await EmulatorServer.StartAsync(new EmulatorOptions { Registries = ["sourceregistry", "targetregistry"] });
        _user = new EmulatorUser(_emulator);
    }

    public async ValueTask DisposeAsync()
    {
        _user.Dispose();
        await _emulator.DisposeAsync();
    }

    [Fact]
    public async Task An_index_comes_whole_and_byte_for_byte()
    {
        await SucceedAsync(EmulatorUser.ImportOf("docker.io", "library/hello-world", "base/hello:v1"));

        var hub = _emulator.DockerHub.Store;
        Assert.Equal(hub.FindTag("library/hello-world", "latest")!.Digest, Target.FindTag("base/hello", "v1")!.Digest);
        Assert.Equal(
            hub.ListManifests("library/hello-world").Select(manifest => (manifest.Digest, manifest.MediaType, manifest.Platform, Convert.ToHexString(manifest.Content.Span))),
            Target.ListManifests("base/hello").Select(manifest => (manifest.Digest, manifest.MediaType, manifest.Platform, Convert.ToHexString(manifest.Content.Span))));
        var blobs = Target.ListManifests("base/hello").SelectMany(manifest => Manifest.Parse(manifest.Content.ToArray(), manifest.MediaType).Blobs).ToList();
        Assert.Equal(6, blobs.Count);
        Assert.All(blobs, blob => Assert.Equal(blob.Size, Target.FindBlobLength("base/hello", blob.Digest)));
        Assert.Equal(["base/hello"], Target.ListRepositories());
    }

    [Fact]
    public async Task The_tag_is_read_once_and_blobs_that_are_there_are_not_fetched_again()
    {
        await using var upstream = await Upstream.StartAsync();
        await SucceedAsync(EmulatorUser.ImportOf(upstream.Host, "library/hello-world", "one:v1"));
        Assert.Single(upstream.Requests, request => request.EndsWith("/manifests/latest", StringComparison.Ordinal));
        Assert.Equal(6, upstream.Requests.Count(request => request.Contains("/blobs/", StringComparison.Ordinal)));

        await SucceedAsync(EmulatorUser.ImportOf(upstream.Host, "library/hello-world", "two:v1"));

        Assert.Equal(6, upstream.Requests.Count(request => request.Contains("/blobs/", StringComparison.Ordinal)));
        Assert.Equal(["one", "two"], Target.ListRepositories());
    }

    [Fact]
    public async Task Many_imports_of_one_image_at_once_fetch_each_blob_once()
    {
        await using var upstream = await Upstream.StartAsync();

        await Task.WhenAll(Enumerable.Range(0, 16).Select(number => SucceedAsync(EmulatorUser.ImportOf(upstream.Host, "library/hello-world", $"copy{number}:v1"))));

        Assert.Equal(16, Target.ListRepositories().Count);
        Assert.Equal(6, upstream.Requests.Count(request => request.Contains("/blobs/", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_resource_ID_reads_another_registry_of_the_subscription()
    {
        await SucceedAsync(EmulatorUser.ImportOf("docker.io", "library/hello-world", "hello:v1"), "sourceregistry");
        var id = _emulator.Registry("sourceregistry").ResourceId;

        await SucceedAsync($$"""{"source":{"resourceId":"{{id}}","sourceImage":"hello:v1"},"targetTags":["copy"]}""");

        Assert.Equal(_emulator.DockerHub.Store.FindTag("library/hello-world", "latest")!.Digest, Target.FindTag("copy", "v1")!.Digest);
    }

    [Fact]
    public async Task A_conflict_is_found_before_the_source_is_asked()
    {
        await using var upstream = await Upstream.StartAsync();
        await SucceedAsync(EmulatorUser.ImportOf("docker.io", "library/hello-world", "hello:v1"));

        using var conflict = await _user.ImportAsync(EmulatorUser.ImportOf(upstream.Host, "library/hello-world", "hello:v1"), "targetregistry");

        await EmulatorUser.ArmErrorAsync(conflict, HttpStatusCode.Conflict, "Conflict");
        Assert.Empty(upstream.Requests);
    }

    [Fact]
    public async Task A_registry_imports_from_itself()
    {
        await SucceedAsync(EmulatorUser.ImportOf("docker.io", "library/hello-world", "hello:v1"));
        var id = _emulator.Registry("targetregistry").ResourceId;

        await SucceedAsync($$"""{"source":{"resourceId":"{{id}}","sourceImage":"hello:v1"},"targetTags":["hello:stable"]}""");

        Assert.Equal(Target.FindTag("hello", "v1")!.Digest, Target.FindTag("hello", "stable")!.Digest);
    }

    [Theory]
    [InlineData("index.docker.io")]
    [InlineData("registry-1.docker.io")]
    [InlineData("registry.hub.docker.com")]
    public async Task Docker_Hub_has_more_than_one_name(string host)
    {
        await SucceedAsync(EmulatorUser.ImportOf(host, "library/hello-world", "hello:v1"));

        Assert.NotNull(Target.FindTag("hello", "v1"));
    }

    [Fact]
    public async Task A_resource_ID_of_a_registry_without_the_tag_fails_the_import()
    {
        var id = _emulator.Registry("sourceregistry").ResourceId;

        using var response = await _user.ImportAsync($$"""{"source":{"resourceId":"{{id}}","sourceImage":"hello:v1"},"targetTags":["copy"]}""", "targetregistry");

        var message = await EmulatorUser.ArmErrorAsync(response, HttpStatusCode.BadRequest, "InvalidParameters");
        Assert.EndsWith(
            """Invalid message NotFound NotFound {"errors":[{"code":"MANIFEST_UNKNOWN","message":"manifest tagged by \"v1\" is not found","detail":{"Tag":"v1"}}]}""",
            message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("principal")]
    [InlineData("refresh")]
    [InlineData("entra")]
    public async Task A_login_server_is_read_with_credentials(string kind)
    {
        await SucceedAsync(EmulatorUser.ImportOf("docker.io", "library/hello-world", "hello:v1"), "sourceregistry");
        var source = _emulator.Registry("sourceregistry");
        object credentials = kind switch
        {
            "principal" => new { username = _emulator.Connection.ClientId.ToString(), password = _emulator.Connection.ClientSecret },
            "refresh" => new { username = EmulatorUser.TokenUser, password = await _user.RefreshTokenAsync(source) },
            _ => new { password = await _user.SignInAsync() },
        };

        await SucceedAsync(JsonSerializer.Serialize(new
        {
            source = new { registryUri = source.LoginServer, sourceImage = "hello:v1", credentials },
            targetTags = new[] { "copy:v1" },
        }));

        Assert.NotNull(Target.FindTag("copy", "v1"));
    }

    [Fact]
    public async Task Without_a_tag_only_manifests_come()
    {
        await SucceedAsync("""{"source":{"registryUri":"docker.io","sourceImage":"library/hello-world"},"untaggedTargetRepositories":["hello"]}""");

        Assert.Equal(4, Target.ListManifests("hello").Count);
        Assert.Empty(Target.ListTags("hello"));
    }

    [Fact]
    public async Task A_digest_names_one_image_of_the_index()
    {
        var arm = _emulator.DockerHub.Store.ListManifests("library/hello-world").Single(manifest => manifest.Platform?.Architecture == "arm64");

        await SucceedAsync(EmulatorUser.ImportOf("docker.io", $"library/hello-world@{arm.Digest}", "hello"));

        var only = Assert.Single(Target.ListManifests("hello"));
        Assert.Equal((arm.Digest, arm.Platform), (only.Digest, only.Platform));
        Assert.Equal(arm.Digest, Target.FindTag("hello", "latest")!.Digest);
    }

    [Fact]
    public async Task Force_moves_a_tag_and_one_conflict_stops_all_targets()
    {
        var other = await _emulator.AddSampleImageAsync("library/other:v1");
        await SucceedAsync(EmulatorUser.ImportOf("docker.io", "library/hello-world", "hello:v1"));
        var first = Target.FindTag("hello", "v1")!;

        using var conflict = await _user.ImportAsync(
            """{"source":{"registryUri":"docker.io","sourceImage":"library/other:v1"},"targetTags":["new:v1","hello:v1"]}""", "targetregistry");

        await EmulatorUser.ArmErrorAsync(conflict, HttpStatusCode.Conflict, "Conflict");
        Assert.Null(Target.FindRepository("new"));
        Assert.Equal(first, Target.FindTag("hello", "v1"));

        await SucceedAsync(EmulatorUser.ImportOf("docker.io", "library/other:v1", "hello:v1", "Force"));

        var moved = Target.FindTag("hello", "v1")!;
        Assert.Equal((other, first.Created), (moved.Digest, moved.Created));
    }

    private Emulator.Storage.RegistryStore Target => _emulator.Registry("targetregistry").Store;

    private async Task SucceedAsync(string json, string registry = "targetregistry")
    {
        using var response = await _user.ImportAsync(json, registry);
        Assert.Equal("""{"status":"Succeeded"}""", await response.Content.ReadAsStringAsync());
    }
}
