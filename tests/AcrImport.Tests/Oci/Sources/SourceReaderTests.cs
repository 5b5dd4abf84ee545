using AcrImport.Azure.Oci;
using AcrImport.Tests.Support;

namespace AcrImport.Tests.Oci.Sources;

/// <summary>Registries of the world, each with its ways.</summary>
public sealed class SourceReaderTests
{
    private const string Manifest = """{"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json"}""";

    private static readonly string ManifestDigest = ContentDigest.Of(System.Text.Encoding.UTF8.GetBytes(Manifest), null);

    [Theory]
    [InlineData("token")]
    [InlineData("access_token")]
    public async Task Reads_Docker_Hub_with_a_token_of_the_host_beside_it(string field)
    {
        using var hub = new SourceVisitor(sent => sent switch
        {
            { Address: ['h', 't', 't', 'p', 's', ':', '/', '/', 'a', ..] } => new FakeReply(200, $$"""{"{{field}}":"t1","expires_in":300}"""),
            _ when sent.Header("Authorization") == "Bearer t1" => SourceVisitor.Found(),
            _ => SourceVisitor.Challenge("Bearer realm=\"https://auth.docker.io/token\",service=\"registry.docker.io\",scope=\"repository:library/nginx:pull\""),
        });

        Assert.Equal(Samples.Digest, await hub.ReadAsync("docker.io/library/nginx:1.27", SourceVisitor.User()));

        Assert.Equal(
            [
                "HEAD https://registry-1.docker.io/v2/library/nginx/manifests/1.27",
                "GET https://auth.docker.io/token?scope=repository%3Alibrary%2Fnginx%3Apull&service=registry.docker.io",
                "HEAD https://registry-1.docker.io/v2/library/nginx/manifests/1.27",
            ],
            hub.Requests);
        Assert.Equal([null, SourceVisitor.Basic("reader"), "Bearer t1"], hub.Sent.Select(sent => sent.Header("Authorization")));
        Assert.Equal([$"docker.io says library/nginx:1.27 is {Samples.Digest}."], hub.Log.VerboseLines);
    }

    [Fact]
    public async Task Asks_for_all_types_of_manifests()
    {
        using var mcr = new SourceVisitor(_ => SourceVisitor.Found());

        await mcr.ReadAsync("mcr.microsoft.com/a");

        var accept = Assert.Single(mcr.Sent).Header("Accept")!.Split(',', StringSplitOptions.TrimEntries);
        Assert.Superset(
            new HashSet<string>([MediaTypes.OciIndex, MediaTypes.OciManifest, MediaTypes.DockerList, MediaTypes.DockerManifest, MediaTypes.OciArtifact, MediaTypes.OrasArtifact]),
            accept.ToHashSet());
        Assert.EndsWith("/v2/a/manifests/latest", mcr.Sent[0].Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Makes_its_own_scope_where_the_challenge_has_a_placeholder()
    {
        using var ghcr = new SourceVisitor(SourceVisitor.WithTokens("https://ghcr.io/token"));

        await ghcr.ReadAsync("ghcr.io/me/app:v1");

        Assert.Equal("https://ghcr.io/token?scope=repository%3Ame%2Fapp%3Apull&service=registry", ghcr.Sent[1].Address);
        Assert.Null(ghcr.Sent[1].Header("Authorization"));
    }

    [Theory]
    [InlineData("<?xml version=\"1.0\"?><Error><Code>BlobNotFound</Code></Error>")]
    [InlineData("<html>")]
    [InlineData("")]
    public async Task Has_no_digest_where_there_is_no_image(string body)
    {
        using var mcr = new SourceVisitor(_ => new FakeReply(404, body));

        Assert.Null(await mcr.ReadAsync("mcr.microsoft.com/a:v1"));
        Assert.Equal(["mcr.microsoft.com says that it has no a:v1."], mcr.Log.VerboseLines);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("sha256:short")]
    [InlineData("sha256:../../x")]
    public async Task Hashes_the_manifest_where_no_valid_digest_is_told(string? told)
    {
        using var nexus = new SourceVisitor(sent => new FakeReply(200, sent.Method == "GET" ? Manifest : "", told is null ? [] : [("Docker-Content-Digest", told)]));

        Assert.Equal(ManifestDigest, (await nexus.ReadAsync("nexus.corp.test/a:v1"))?.ToString());
        Assert.Equal(["HEAD", "GET"], nexus.Sent.Select(sent => sent.Method));
    }

    [Fact]
    public async Task Refuses_content_that_is_not_what_the_reference_says()
    {
        using var evil = new SourceVisitor(sent => new FakeReply(200, sent.Method == "GET" ? Manifest : ""));

        Assert.Equal(ManifestDigest, (await evil.ReadAsync("evil.test/a@" + ManifestDigest))?.ToString());
        var error = await evil.FailAsync("evil.test/a@" + SourceVisitor.DigestText);

        Assert.Equal(AcrErrorKind.SourceRegistryUnsupported, error.Kind);
        Assert.Contains($"has the digest {ManifestDigest}, not {SourceVisitor.DigestText}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Does_not_believe_another_digest_than_the_asked_one()
    {
        using var evil = new SourceVisitor(sent => sent.Method == "GET" ? new FakeReply(200, Manifest) : SourceVisitor.Found());

        Assert.Equal(ManifestDigest, (await evil.ReadAsync("evil.test/a@" + ManifestDigest))?.ToString());
    }

    [Theory]
    [InlineData("<html>Welcome</html>")]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    public async Task Takes_no_page_for_a_manifest(string body)
    {
        using var web = new SourceVisitor(sent => new FakeReply(200, sent.Method == "GET" ? body : ""));

        Assert.Equal(AcrErrorKind.SourceRegistryUnsupported, (await web.FailAsync("www.test/a:v1")).Kind);
    }

    [Theory]
    [InlineData(4 * 1024 * 1024, true)]
    [InlineData((4 * 1024 * 1024) + 1, false)]
    public async Task Reads_manifests_of_4_MiB_and_no_more(int length, bool isRead)
    {
        var body = Manifest.PadRight(length);
        using var registry = new SourceVisitor(sent => new FakeReply(200, sent.Method == "GET" ? body : ""));

        if (isRead)
        {
            Assert.NotNull(await registry.ReadAsync("r.test/a"));
            return;
        }

        var error = await registry.FailAsync("r.test/a");
        Assert.Equal(AcrErrorKind.SourceRegistryUnsupported, error.Kind);
        Assert.Contains("more than 4 MiB", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(403, AcrErrorKind.SourceForbidden, "HTTP 403")]
    [InlineData(429, AcrErrorKind.SourceRateLimited, "wait 21600 seconds")]
    [InlineData(405, AcrErrorKind.SourceRegistryUnsupported, "HTTP 405")]
    [InlineData(503, AcrErrorKind.SourceUnreachable, "HTTP 503")]
    [InlineData(401, AcrErrorKind.SourceUnauthorized, "neither Bearer nor Basic")]
    public async Task Tells_a_refusal_and_asks_no_second_time(int status, AcrErrorKind kind, string told)
    {
        using var registry = new SourceVisitor(_ => new FakeReply(status, SourceVisitor.Password, ("Retry-After", "21600")));

        var error = await registry.FailAsync("r.test/a:v1", SourceVisitor.User());

        Assert.Equal((kind, status), (error.Kind, error.HttpStatus));
        Assert.Contains(told, error.Message, StringComparison.Ordinal);
        Assert.Single(registry.Sent);
    }

    [Fact]
    public async Task Asks_a_busy_registry_once_again()
    {
        using var registry = new SourceVisitor(_ => new FakeReply(502));

        await registry.FailAsync("r.test/a:v1");

        Assert.Equal(2, registry.Sent.Count);
    }
}
