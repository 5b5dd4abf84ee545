using AcrImport.Azure.Oci;
using AcrImport.Tests.Support;

namespace AcrImport.Tests.Oci;

public sealed class ManifestReaderTests
{
    private const string Index = """
        {"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[
          {"digest":"sha256:1","size":1,"platform":{"os":"linux","architecture":"amd64"}},
          {"digest":"sha256:2","size":1,"platform":{"os":"linux","architecture":"arm64","variant":"v8"}},
          {"digest":"sha256:3","size":1,"platform":{"os":"windows","architecture":"amd64","os.version":"10.0.20348.1"}},
          {"digest":"sha256:4","size":1,"platform":{"os":"unknown","architecture":"unknown"},
           "annotations":{"vnd.docker.reference.type":"attestation-manifest"}},
          {"digest":"sha256:5","size":1}]}
        """;

    private const string Image = """
        {"schemaVersion":2,"mediaType":"application/vnd.docker.distribution.manifest.v2+json",
         "config":{"mediaType":"application/vnd.docker.container.image.v1+json","size":1000,"digest":"sha256:c"},
         "layers":[{"size":20000,"digest":"sha256:l1"},{"size":300000,"digest":"sha256:l2"}]}
        """;

    private const string Chart = """
        {"schemaVersion":2,"config":{"mediaType":"application/vnd.cncf.helm.config.v1+json","size":100},
         "layers":[{"mediaType":"application/vnd.cncf.helm.chart.content.v1.tar+gzip","size":2000}]}
        """;

    [Fact]
    public void Reads_the_platforms_of_an_index_without_its_attestations()
    {
        var manifest = Read(Index);

        Assert.Equal((ManifestKind.Index, "application/vnd.oci.image.index.v1+json"), (manifest.Kind, manifest.MediaType));
        Assert.Equal(["linux/amd64", "linux/arm64/v8", "windows/amd64"], manifest.Platforms.Select(platform => platform.ToString()));
        Assert.Equal(["sha256:1", "sha256:2", "sha256:3"], manifest.Platforms.Select(platform => platform.Digest));
        Assert.Equal("10.0.20348.1", manifest.Platforms[2].OsVersion);
        Assert.Null(manifest.Size);
        Assert.Null(manifest.ArtifactType);
    }

    [Fact]
    public void Adds_up_the_size_of_an_image()
    {
        var manifest = Read(Image);

        Assert.Equal((ManifestKind.Image, (long?)321000), (manifest.Kind, manifest.Size));
        Assert.Empty(manifest.Platforms);
        Assert.Equal(
            ("myregistry.azurecr.io", "app", "sha256:0", "myregistry.azurecr.io/app@sha256:0"),
            (manifest.Registry, manifest.Repository, manifest.Digest, manifest.ToString()));
        Assert.Equal(["v1"], manifest.Tags);
    }

    [Fact]
    public void Takes_a_Helm_chart_for_an_artifact_and_its_media_type_from_the_header()
    {
        var manifest = Read(Chart, "app@sha256:" + Samples.Hex, "application/vnd.oci.image.manifest.v1+json; charset=utf-8");

        Assert.Equal((ManifestKind.Artifact, "application/vnd.oci.image.manifest.v1+json"), (manifest.Kind, manifest.MediaType));
        Assert.Equal(("application/vnd.cncf.helm.config.v1+json", (long?)2100), (manifest.ArtifactType, manifest.Size));
        Assert.Empty(manifest.Tags);
    }

    [Theory]
    [InlineData("application/vnd.oci.image.index.v1+json", null, ManifestKind.Index)]
    [InlineData("application/vnd.docker.distribution.manifest.list.v2+json", null, ManifestKind.Index)]
    [InlineData("application/vnd.oci.image.manifest.v1+json", "application/vnd.oci.image.config.v1+json", ManifestKind.Image)]
    [InlineData("application/vnd.oci.image.manifest.v1+json", "application/vnd.oci.empty.v1+json", ManifestKind.Artifact)]
    [InlineData("application/vnd.docker.distribution.manifest.v2+json", null, ManifestKind.Image)]
    [InlineData("application/vnd.docker.distribution.manifest.v1+prettyjws", null, ManifestKind.Image)]
    [InlineData("application/vnd.oci.artifact.manifest.v1+json", null, ManifestKind.Artifact)]
    [InlineData("application/vnd.cncf.oras.artifact.manifest.v1+json", null, ManifestKind.Artifact)]
    public void Tells_the_kind_by_media_types(string mediaType, string? config, ManifestKind kind) =>
        Assert.Equal(kind, MediaTypes.KindOf(mediaType, config));

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{"mediaType":1,"config":[],"layers":{},"manifests":[1,null]}""")]
    [InlineData("""{"layers":[1,{"size":"x"}]}""")]
    public void Bears_what_is_no_manifest(string body) => Assert.Equal((0L, 0), (Read(body).Size, Read(body).Platforms.Count));

    [Fact]
    public void Tells_no_size_that_no_number_can_hold() =>
        Assert.Null(Read("""{"layers":[{"size":9223372036854775807},{"size":1}]}""").Size);

    private static ImageManifest Read(string body, string image = "app:v1", string contentType = "application/json") =>
        ManifestReader.Read(
            Samples.Registry.LoginServer, ImageName.Parse(image), "sha256:0", new FakeReply(200, body, ("Content-Type", contentType)).Read());
}
