using System.Text.Json.Nodes;
using AcrImport.Emulator.Images;
using AcrImport.Emulator.Tests.Support;

namespace AcrImport.Emulator.Tests.Registries;

/// <summary>skopeo, which was not made for the emulator, takes it for a registry.</summary>
[Trait("Category", "RealRegistry")]
public sealed class SkopeoTests : IAsyncLifetime
{
    private readonly string _directory = Directory.CreateTempSubdirectory("acr-skopeo-").FullName;
    private EmulatorServer _emulator = null!;
    private EmulatorUser _user = null!;

    public async ValueTask InitializeAsync()
    {
        _emulator = await EmulatorServer.StartAsync(new EmulatorOptions { Registries = ["source1", "target2,admin=on"] });
        _user = new EmulatorUser(_emulator);
        using var imported = await _user.ImportAsync(EmulatorUser.ImportOf("docker.io", "library/hello-world", "base/hello:v1"), "source1");
        Assert.True(imported.IsSuccessStatusCode);
    }

    public async ValueTask DisposeAsync()
    {
        _user.Dispose();
        await _emulator.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    private EmulatorRegistry Source => _emulator.Registry("source1");

    private EmulatorRegistry Target => _emulator.Registry("target2");

    private string Admin => $"{Target.Name}:{Target.AdminPassword}";

    [Fact]
    public async Task It_copies_from_registry_to_registry_with_a_token_and_as_administrator()
    {
        await CopyAsync();

        Assert.Equal(Source.Store.FindTag("base/hello", "v1")!.Digest, Target.Store.FindTag("copy/hello", "v1")!.Digest);
        Assert.Equal(4, Target.Store.ListManifests("copy/hello").Count);
        foreach (var blob in Target.Store.ListManifests("copy/hello").SelectMany(stored => Manifest.Of(stored).Blobs))
        {
            Assert.Equal(blob.Size, Target.Store.FindBlobLength("copy/hello", blob.Digest));
        }
    }

    [Fact]
    public async Task It_inspects_lists_and_deletes()
    {
        await CopyAsync();
        var image = $"docker://{Target.LoginServer}/copy/hello";

        var raw = await SkopeoAsync("inspect", "--raw", "--tls-verify=false", "--creds", Admin, $"{image}:v1");
        var inspected = JsonNode.Parse(await SkopeoAsync("inspect", "--tls-verify=false", "--override-arch", "arm64", "--creds", Admin, $"{image}:v1"))!;
        var tags = JsonNode.Parse(await SkopeoAsync("list-tags", "--tls-verify=false", "--creds", Admin, image))!;
        await SkopeoAsync("delete", "--tls-verify=false", "--creds", Admin, $"{image}:v1");

        Assert.Equal(MediaTypes.OciIndex, JsonNode.Parse(raw)!["mediaType"]!.GetValue<string>());
        Assert.Equal(("arm64", "linux"), (inspected["Architecture"]!.GetValue<string>(), inspected["Os"]!.GetValue<string>()));
        Assert.Equal("v1", Assert.Single(tags["Tags"]!.AsArray())!.GetValue<string>());
        Assert.Null(Target.Store.FindTag("copy/hello", "v1"));
    }

    [Fact]
    public async Task It_syncs_a_repository()
    {
        var sources = Path.Combine(_directory, "sync.yml");
        await File.WriteAllTextAsync(
            sources,
            $"{Source.LoginServer}:\n  tls-verify: false\n  credentials:\n    username: {_emulator.Connection.ClientId}\n    password: {_emulator.Connection.ClientSecret}\n"
            + "  images:\n    base/hello: [v1]\n");

        await SkopeoAsync(
            "sync", "--all", "--dest-tls-verify=false", "--dest-creds", Admin, "--src", "yaml", "--dest", "docker", sources, $"{Target.LoginServer}/synced");

        Assert.Equal(Source.Store.FindTag("base/hello", "v1")!.Digest, Target.Store.FindTag("synced/hello", "v1")!.Digest);
    }

    [Fact]
    public async Task It_pulls_from_the_sample_registry_as_from_Docker_Hub()
    {
        await SkopeoAsync(
            "copy", "--all", "--src-tls-verify=false", $"docker://{_emulator.DockerHub.LoginServer}/library/hello-world:latest", $"dir:{_directory}/hub");

        Assert.Equal(
            _emulator.DockerHub.Store.FindTag("library/hello-world", "latest")!.Digest,
            Manifest.DigestOf(await File.ReadAllBytesAsync(Path.Combine(_directory, "hub", "manifest.json"))));
    }

    private async Task CopyAsync() => await SkopeoAsync(
        "copy", "--all", "--src-tls-verify=false", "--dest-tls-verify=false",
        "--src-creds", $"{EmulatorUser.TokenUser}:{await _user.RefreshTokenAsync(Source)}", "--dest-creds", Admin,
        $"docker://{Source.LoginServer}/base/hello:v1", $"docker://{Target.LoginServer}/copy/hello:v1");

    private static Task<string> SkopeoAsync(params IEnumerable<string> arguments)
    {
        RealProgram.Require("skopeo");
        return RealProgram.SucceedAsync("skopeo", arguments);
    }
}
