using AcrImport.Emulator;
using AcrImport.Tests.Support;

namespace AcrImport.Tests.Commands;

public sealed class GetAcrManifestTests : IAsyncLifetime
{
    private EmulatorServer _emulator = null!;
    private Shell _shell = null!;

    public async ValueTask InitializeAsync()
    {
        _emulator = await EmulatorServer.StartAsync();
        _shell = Shell.SignedIn(_emulator);
        _shell.Run("Import-AcrImage myregistry hello-world -Target hello:1");
    }

    public async ValueTask DisposeAsync()
    {
        _shell.Dispose();
        await _emulator.DisposeAsync();
    }

    [Fact]
    public void An_index_comes_with_its_platforms()
    {
        var manifest = Assert.Single(_shell.Run("Get-AcrManifest myregistry hello 1").Of<ImageManifest>());

        Assert.Equal(ManifestKind.Index, manifest.Kind);
        Assert.Equal(["1"], manifest.Tags);
        Assert.Equal(["linux/amd64", "linux/arm64", "windows/amd64"], manifest.Platforms.Select(platform => platform.ToString()));
        Assert.All(manifest.Platforms, platform => Assert.True(Digest.TryParse(platform.Digest, out _)));
    }

    [Fact]
    public void A_platform_s_manifest_is_read_by_digest()
    {
        var index = Assert.Single(_shell.Run("Get-AcrManifest myregistry hello -Tag 1").Of<ImageManifest>());

        var image = Assert.Single(_shell.Run("Get-AcrManifest myregistry hello -Digest $args[0]", index.Platforms[0].Digest).Of<ImageManifest>());

        Assert.Equal((ManifestKind.Image, index.Platforms[0].Digest), (image.Kind, image.Digest));
        Assert.InRange(image.Size!.Value, 1000, 100_000);
    }

    [Fact]
    public void Without_tag_and_digest_all_manifests_are_listed()
    {
        var manifests = _shell.Run("Get-AcrManifest myregistry hello").Of<ImageManifest>();

        Assert.Equal(4, manifests.Count);
        var index = Assert.Single(manifests, manifest => manifest.Kind == ManifestKind.Index);
        Assert.Equal(["1"], index.Tags);
        Assert.Equal(3, index.Platforms.Count);
        Assert.All(manifests, manifest => Assert.NotNull(manifest.CreatedOn));
    }

    [Fact]
    public void A_result_that_is_no_success_is_passed_over() =>
        Assert.Empty(_shell.Run("$args[0] | Get-AcrManifest", new ImportResult { Registry = "myregistry", Target = "hello:1", Status = ImportStatus.Failed }).Output);

    [Theory]
    [InlineData("Get-AcrManifest myregistry hello nosuch", "ImageNotFound", "has no image hello:nosuch")]
    [InlineData("Get-AcrManifest myregistry nosuch", "ImageNotFound", "has no repository nosuch")]
    [InlineData("Get-AcrManifest nosuchregistry hello", "RegistryNotFound", "nosuchregistry")]
    [InlineData("Get-AcrManifest myregistry Hello", "InvalidReference", "upper-case")]
    [InlineData("Get-AcrManifest myregistry hello -Digest sha256:12", "InvalidReference", "64 are required")]
    public void A_failure_says_which_registry_said_what(string line, string id, string words)
    {
        var error = _shell.Run(line).SingleError();

        Assert.Equal(id + ",AcrImport.Commands.GetAcrManifestCommand", error.FullyQualifiedErrorId);
        Assert.Contains(words, error.ErrorDetails.Message, StringComparison.Ordinal);
    }
}
