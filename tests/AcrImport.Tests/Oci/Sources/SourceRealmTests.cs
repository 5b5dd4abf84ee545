using AcrImport.Tests.Support;

namespace AcrImport.Tests.Oci.Sources;

/// <summary>Registries that want the caller's password to go elsewhere.</summary>
public sealed class SourceRealmTests
{
    [Theory]
    [InlineData("realm=\"http://evil.test/token\"", "http://evil.test")]
    [InlineData("realm=\"http://169.254.169.254/latest/meta-data\"", "http://169.254.169.254")]
    [InlineData("realm=\"https://169.254.169.254/latest/meta-data\"", "https://169.254.169.254")]
    [InlineData("realm=\"https://10.1.2.3:8443/token\"", "https://10.1.2.3:8443")]
    [InlineData("realm=\"https://127.0.0.1/token\"", "https://127.0.0.1")]
    [InlineData("realm=\"https://evil.test@10.1.2.3/token\"", "no usable address")]
    [InlineData("realm=\"https://user:pass@evil.test/token\"", "no usable address")]
    [InlineData("realm=\"file:///etc/passwd\"", "no usable address")]
    [InlineData("realm=\"\"", "no usable address")]
    [InlineData("service=\"s\"", "no usable address")]
    [InlineData("", "no usable address")]
    public async Task Sends_nothing_to_an_address_that_is_not_safe(string parameters, string told)
    {
        using var evil = new SourceVisitor(_ => SourceVisitor.Challenge("Bearer " + parameters));

        var error = await evil.FailAsync("evil.test/a:v1", SourceVisitor.User());

        Assert.Equal(AcrErrorKind.SourceRegistryUnsupported, error.Kind);
        Assert.Contains(told, error.Message, StringComparison.Ordinal);
        Assert.Single(evil.Sent);
    }

    [Fact]
    public async Task Asks_a_stranger_without_the_credentials_and_says_so_where_that_is_not_enough()
    {
        using var evil = new SourceVisitor(sent => sent.Method == "GET"
            ? new FakeReply(200, """{"token":"t"}""") : SourceVisitor.Challenge("Bearer realm=\"https://stranger.test/token\""));

        var error = await evil.FailAsync("evil.test/a:v1", SourceVisitor.User());

        Assert.Equal(AcrErrorKind.SourceUnauthorized, error.Kind);
        Assert.Contains("the credentials were not sent to stranger.test", error.Message, StringComparison.Ordinal);
        Assert.Equal([null, null, "Bearer t"], evil.Sent.Select(sent => sent.Header("Authorization")));
    }

    [Fact]
    public async Task Keeps_what_the_realm_asks_already()
    {
        using var registry = new SourceVisitor(sent => sent.Method == "GET" ? new FakeReply(200, """{"token":"t"}""")
            : sent.Header("Authorization") is null ? SourceVisitor.Challenge("Bearer realm=\"https://r.test/token?kind=pull#x\",service=\"a&scope=b\"") : SourceVisitor.Found());

        await registry.ReadAsync("r.test/a:v1");

        Assert.Equal("https://r.test/token?kind=pull&scope=repository%3Aa%3Apull&service=a%26scope%3Db", registry.Sent[1].Address);
    }
}
