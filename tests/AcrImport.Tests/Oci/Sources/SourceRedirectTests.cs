using AcrImport.Tests.Support;

namespace AcrImport.Tests.Oci.Sources;

public sealed class SourceRedirectTests
{
    [Fact]
    public async Task Shows_the_credentials_to_no_hop_not_even_to_one_that_leads_home()
    {
        using var world = new SourceVisitor(sent => sent switch
        {
            { Address: "https://a.test/home" } => SourceVisitor.Found(),
            { Address: "https://b.test/x" } => To("https://a.test/home"),
            _ when sent.Header("Authorization") is null => SourceVisitor.Challenge("Basic realm=\"x\""),
            _ => To("https://b.test/x"),
        });

        Assert.Equal(Samples.Digest, await world.ReadAsync("a.test/a:v1", SourceVisitor.User()));

        Assert.Equal([null, SourceVisitor.Basic("reader"), null, null], world.Sent.Select(sent => sent.Header("Authorization")));
        Assert.Equal("HEAD https://a.test/home", world.Sent[^1].ToString());
    }

    [Fact]
    public async Task Answers_no_challenge_of_another_host()
    {
        using var world = new SourceVisitor(sent => sent.Address.StartsWith("https://a.test", StringComparison.Ordinal)
            ? To("https://b.test/x") : SourceVisitor.Challenge("Basic realm=\"x\", Bearer realm=\"https://b.test/token\""));

        Assert.Equal(AcrErrorKind.SourceUnauthorized, (await world.FailAsync("a.test/a:v1", SourceVisitor.User())).Kind);
        Assert.Equal(["https://a.test/v2/a/manifests/v1", "https://b.test/x"], world.Sent.Select(sent => sent.Address));
    }

    [Theory]
    [InlineData(3, true)]
    [InlineData(4, false)]
    public async Task Follows_three_hops(int hops, bool isRead)
    {
        var left = hops;
        using var world = new SourceVisitor(_ => left-- > 0 ? To($"https://h{left}.test/x") : SourceVisitor.Found());

        if (isRead)
        {
            Assert.NotNull(await world.ReadAsync("a.test/a:v1"));
            return;
        }

        Assert.Contains("more than 3 times", (await world.FailAsync("a.test/a:v1")).Message, StringComparison.Ordinal);
        Assert.Equal(4, world.Sent.Count);
    }

    [Theory]
    [InlineData("http://b.test/x")]
    [InlineData("http://a.test/x")]
    [InlineData("https://169.254.169.254/x")]
    [InlineData("https://10.0.0.1/x")]
    [InlineData("https://localhost/x")]
    [InlineData("https://user@b.test/x")]
    [InlineData("file:///etc/passwd")]
    [InlineData("https://")]
    [InlineData(null)]
    public async Task Does_not_go_where_it_is_not_safe(string? location)
    {
        using var world = new SourceVisitor(_ => location is null ? new FakeReply(302) : To(location));

        Assert.Equal(AcrErrorKind.SourceRegistryUnsupported, (await world.FailAsync("a.test/a:v1")).Kind);
        Assert.Single(world.Sent);
    }

    [Theory]
    [InlineData("/v2/b/manifests/v1", "https://a.test/v2/b/manifests/v1")]
    [InlineData("//b.test/x", "https://b.test/x")]
    public async Task Reads_a_location_in_relation_to_where_it_is(string location, string address)
    {
        using var world = new SourceVisitor(sent => sent.Address == address ? SourceVisitor.Found() : To(location));

        Assert.NotNull(await world.ReadAsync("a.test/a:v1"));
    }

    private static FakeReply To(string location) => new(307, "", ("Location", location));
}
