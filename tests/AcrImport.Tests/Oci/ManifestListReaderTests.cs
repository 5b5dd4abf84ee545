using System.Text.Json;
using AcrImport.Azure.Oci;
using AcrImport.Tests.Support;

namespace AcrImport.Tests.Oci;

public sealed class ManifestListReaderTests
{
    [Fact]
    public void Reads_an_image_with_its_one_platform()
    {
        var manifest = Read("""
            {"digest":"sha256:1","imageSize":525,"createdTime":"2021-04-01T18:56:48.6062911Z","lastUpdateTime":"2021-04-02T00:00:00Z",
             "architecture":"amd64","os":"linux","mediaType":"application/vnd.docker.distribution.manifest.v2+json",
             "configMediaType":"application/vnd.docker.container.image.v1+json","tags":["latest","v1"]}
            """);

        Assert.Equal((ManifestKind.Image, (long?)525, "sha256:1"), (manifest.Kind, manifest.Size, manifest.Digest));
        Assert.Equal(("myregistry.azurecr.io", "a/b"), (manifest.Registry, manifest.Repository));
        Assert.Equal(["latest", "v1"], manifest.Tags);
        var platform = Assert.Single(manifest.Platforms);
        Assert.Equal(("linux/amd64", "sha256:1"), (platform.ToString(), platform.Digest));
        Assert.Equal(new DateTimeOffset(2021, 4, 1, 18, 56, 48, TimeSpan.Zero).AddTicks(6062911), manifest.CreatedOn);
        Assert.Equal(new DateTimeOffset(2021, 4, 2, 0, 0, 0, TimeSpan.Zero), manifest.LastUpdatedOn);
    }

    [Fact]
    public void Reads_an_index_which_has_no_size_and_platform_of_its_own()
    {
        var manifest = Read("""{"digest":"sha256:1","imageSize":0,"mediaType":"application/vnd.oci.image.index.v1+json"}""");

        Assert.Equal(ManifestKind.Index, manifest.Kind);
        Assert.Null(manifest.Size);
        Assert.Empty(manifest.Platforms);
    }

    [Fact]
    public void Reads_a_chart_as_an_artifact()
    {
        var manifest = Read(
            """{"mediaType":"application/vnd.oci.image.manifest.v1+json","configMediaType":"application/vnd.cncf.helm.config.v1+json","imageSize":7,"os":""}""");

        Assert.Equal((ManifestKind.Artifact, "application/vnd.cncf.helm.config.v1+json", (long?)7), (manifest.Kind, manifest.ArtifactType, manifest.Size));
        Assert.Empty(manifest.Platforms);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"tags":null}""")]
    [InlineData("""{"tags":[]}""")]
    [InlineData("""{"tags":[1,null,{}]}""")]
    [InlineData("null")]
    public void Takes_absent_and_empty_tags_alike(string item)
    {
        var manifest = Read(item);

        Assert.Empty(manifest.Tags);
        Assert.Null(manifest.CreatedOn);
    }

    private static ImageManifest Read(string item) =>
        ManifestListReader.Read(Samples.Registry.LoginServer, "a/b", JsonDocument.Parse(item).RootElement);
}
