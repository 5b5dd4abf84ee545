using AcrImport.Azure.Oci;
using AcrImport.Tests.Support;

namespace AcrImport.Tests.Oci;

public sealed class RegistryClientTests
{
    private const string Manifest = """{"mediaType":"application/vnd.oci.image.manifest.v1+json","config":{"mediaType":"application/vnd.oci.image.config.v1+json","size":1}}""";

    private static readonly RegistryHost Registry = Samples.Registry.LoginServer;
    private static readonly ImageName Image = ImageName.Parse("a/b:v1");
    private static readonly string ManifestDigest = ContentDigest.Of(System.Text.Encoding.UTF8.GetBytes(Manifest), null);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Resolves_a_tag_without_reading_the_manifest()
    {
        using var wire = Wire(_ => Found());

        Assert.Equal(Samples.Digest, await Client(wire).ResolveDigestAsync(Registry, Image, Stop));

        var sent = wire.Sent[^1];
        Assert.Equal("HEAD https://myregistry.azurecr.io/v2/a/b/manifests/v1", sent.ToString());
        Assert.StartsWith("Bearer access-", sent.Header("Authorization"), StringComparison.Ordinal);
        foreach (var type in new[] { MediaTypes.OciIndex, MediaTypes.OciManifest, MediaTypes.DockerList, MediaTypes.DockerManifest, MediaTypes.OciArtifact, MediaTypes.OrasArtifact })
        {
            Assert.Contains(type, sent.Header("Accept"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Finds_no_digest_where_there_is_no_image()
    {
        using var wire = Wire(_ => new FakeReply(404));

        Assert.Null(await Client(wire).ResolveDigestAsync(Registry, Image, Stop));
    }

    [Theory]
    [InlineData("")]
    [InlineData("sha256:1")]
    public async Task Refuses_an_answer_without_a_valid_digest(string digest)
    {
        using var wire = Wire(_ => new FakeReply(200, "", ("Docker-Content-Digest", digest)));

        var error = await Assert.ThrowsAsync<AcrImportException>(() => Client(wire).ResolveDigestAsync(Registry, Image, Stop));

        Assert.Contains("without a valid digest", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(403, """{"errors":[{"code":"DENIED","message":"requested access to the resource is denied"}]}""", AcrErrorKind.RegistryNotAuthorized, "DENIED: requested access to the resource is denied")]
    [InlineData(404, """{"errors":[{"code":"MANIFEST_UNKNOWN","message":"manifest tagged by \"v1\" is not found"}]}""", AcrErrorKind.ImageNotFound, "MANIFEST_UNKNOWN: manifest tagged by \"v1\" is not found")]
    [InlineData(405, "", AcrErrorKind.ServiceError, "HTTP 405")]
    [InlineData(418, "<html>", AcrErrorKind.ServiceError, "HTTP 418")]
    public async Task Tells_a_refusal(int status, string body, AcrErrorKind kind, string said)
    {
        using var wire = Wire(_ => new FakeReply(status, body, ("x-ms-correlation-request-id", "c1")));

        var error = await Assert.ThrowsAsync<AcrImportException>(() => Client(wire).GetManifestAsync(Registry, Image, Stop));

        Assert.Equal((kind, (int?)status, "c1"), (error.Kind, error.HttpStatus, error.CorrelationId));
        var told = status == 404 ? "has no image a/b:v1" : "refused to give out the manifest of image a/b:v1";
        Assert.Equal($"The registry myregistry.azurecr.io {told} ({said}).", error.Message);
    }

    [Fact]
    public async Task Reads_a_manifest_whose_content_is_what_was_told()
    {
        using var wire = Wire(_ => new FakeReply(200, Manifest, ("Docker-Content-Digest", ManifestDigest)));

        var read = await Client(wire).GetManifestAsync(Registry, Image, Stop);

        Assert.Equal((ManifestDigest, ManifestKind.Image), (read.Digest, read.Kind));
    }

    [Fact]
    public async Task Hashes_a_manifest_itself_where_the_registry_tells_no_digest()
    {
        using var wire = Wire(_ => new FakeReply(200, Manifest));

        Assert.Equal(ManifestDigest, (await Client(wire).GetManifestAsync(Registry, Image, Stop)).Digest);
    }

    [Theory]
    [InlineData("a/b:v1", true)]
    [InlineData("a/b@sha256:" + Samples.Hex, false)]
    public async Task Refuses_a_manifest_that_is_another_one(string image, bool told)
    {
        using var wire = Wire(_ => told ? new FakeReply(200, Manifest, ("Docker-Content-Digest", "sha256:" + Samples.Hex)) : new FakeReply(200, Manifest));

        var error = await Assert.ThrowsAsync<AcrImportException>(() => Client(wire).GetManifestAsync(Registry, ImageName.Parse(image), Stop));

        Assert.Equal(AcrErrorKind.ServiceError, error.Kind);
        Assert.Contains($"has the digest {ManifestDigest}, not sha256:{Samples.Hex}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lists_page_by_page()
    {
        const string Next = "/acr/v1/a/b/_manifests?last=x&n=1000&orderby=";
        using var wire = Wire(sent => sent.Address.Contains("last=", StringComparison.Ordinal)
            ? new FakeReply(200, """{"manifests":[{"digest":"sha256:2"}]}""")
            : new FakeReply(200, """{"manifests":[{"digest":"sha256:1"}]}""", ("Link", $"<{Next}>; rel=\"next\"")));
        var client = Client(wire);

        var first = await client.ListManifestsAsync(Registry, "a/b", null, Stop);
        var second = await client.ListManifestsAsync(Registry, "a/b", first.Continuation, Stop);

        Assert.Equal(("sha256:1", Next), (Assert.Single(first.Manifests).Digest, first.Continuation));
        Assert.Equal("sha256:2", Assert.Single(second.Manifests).Digest);
        Assert.Null(second.Continuation);
        Assert.Equal(
            ["GET https://myregistry.azurecr.io/acr/v1/a/b/_manifests?n=1000", "GET https://myregistry.azurecr.io" + Next],
            wire.Sent.Where(sent => sent.Method == "GET").Select(sent => sent.ToString()));
    }

    internal static RegistryClient Client(FakeTransport wire, FakeCredential? credential = null)
    {
        var http = wire.RegistryClient();
        return new RegistryClient(http, new RegistryTokens(http, FakeTransport.Tokens(credential)));
    }

    internal static FakeReply Found() => new(200, "", ("Docker-Content-Digest", "sha256:" + Samples.Hex));

    /// <summary>A registry that gives numbered tokens; the rest is the test's.</summary>
    internal static FakeTransport Wire(Func<SentRequest, FakeReply> answer)
    {
        var tokens = 0;
        return new FakeTransport(sent =>
            sent.Address.EndsWith("/oauth2/exchange", StringComparison.Ordinal) ? new FakeReply(200, $$"""{"refresh_token":"refresh-{{++tokens}}"}""")
            : sent.Address.EndsWith("/oauth2/token", StringComparison.Ordinal) ? new FakeReply(200, $$"""{"access_token":"access-{{++tokens}}"}""")
            : answer(sent));
    }
}
