using AcrImport.Tests.Auth;
using AcrImport.Tests.Support;

namespace AcrImport.Tests.Oci;

public sealed class RegistryTokensTests
{
    private const string Exchange = "POST https://myregistry.azurecr.io/oauth2/exchange";
    private const string Token = "POST https://myregistry.azurecr.io/oauth2/token";
    private const string Head = "HEAD https://myregistry.azurecr.io/v2/a/b/manifests/v1";

    private static readonly RegistryHost Registry = Samples.Registry.LoginServer;
    private static readonly ImageName Image = ImageName.Parse("a/b:v1");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Takes_three_requests_cold_and_one_warm()
    {
        using var wire = RegistryClientTests.Wire(_ => RegistryClientTests.Found());
        var credential = new FakeCredential();
        using var client = RegistryClientTests.Client(wire, credential);

        await client.ResolveDigestAsync(Registry, Image, Stop);
        Assert.Equal([Exchange, Token, Head], Requests(wire));

        await client.ResolveDigestAsync(Registry, Image, Stop);
        Assert.Equal([Exchange, Token, Head, Head], Requests(wire));
        Assert.Equal(["https://containerregistry.azure.net/.default"], credential.Scopes);
    }

    [Fact]
    public async Task Sends_the_forms_that_the_registry_documents()
    {
        using var wire = RegistryClientTests.Wire(_ => RegistryClientTests.Found());
        using var client = RegistryClientTests.Client(wire);

        await client.ResolveDigestAsync(Registry, Image, Stop);

        var (exchange, token, head) = (wire.Sent[0], wire.Sent[1], wire.Sent[2]);
        Assert.Equal("application/x-www-form-urlencoded", exchange.Header("Content-Type"));
        Assert.Equal(
            ("access_token", "myregistry.azurecr.io", "entra:https://containerregistry.azure.net/.default"),
            (exchange.Field("grant_type"), exchange.Field("service"), exchange.Field("access_token")));
        Assert.Equal(
            ("refresh_token", "myregistry.azurecr.io", "repository:a/b:pull", "refresh-1"),
            (token.Field("grant_type"), token.Field("service"), token.Field("scope"), token.Field("refresh_token")));
        Assert.Equal("Bearer access-2", head.Header("Authorization"));
    }

    [Fact]
    public async Task Asks_for_a_token_as_narrow_as_the_call()
    {
        using var wire = RegistryClientTests.Wire(sent =>
            sent.Method == "GET" ? new FakeReply(200, """{"manifests":[]}""") : RegistryClientTests.Found());
        using var client = RegistryClientTests.Client(wire);

        await client.ResolveDigestAsync(Registry, Image, Stop);
        await client.ListManifestsAsync(Registry, "a/b", null, Stop);
        await client.ResolveDigestAsync(Registry, ImageName.Parse("c"), Stop);

        Assert.Equal(
            ["repository:a/b:pull", "repository:a/b:metadata_read", "repository:c:pull"],
            wire.Sent.Where(sent => sent.ToString() == Token).Select(sent => sent.Field("scope")!));
        Assert.Single(wire.Sent, sent => sent.ToString() == Exchange);
    }

    [Fact]
    public async Task Signs_in_again_after_a_401_and_asks_once_more()
    {
        var refusals = 1;
        using var wire = RegistryClientTests.Wire(_ => refusals-- > 0 ? new FakeReply(401) : RegistryClientTests.Found());
        using var client = RegistryClientTests.Client(wire);

        Assert.Equal(Samples.Digest, await client.ResolveDigestAsync(Registry, Image, Stop));

        Assert.Equal([Exchange, Token, Head, Exchange, Token, Head], Requests(wire));
        Assert.NotEqual(wire.Sent[2].Header("Authorization"), wire.Sent[5].Header("Authorization"));
    }

    [Fact]
    public async Task Takes_a_second_401_for_the_answer()
    {
        using var wire = RegistryClientTests.Wire(_ => new FakeReply(401));
        using var client = RegistryClientTests.Client(wire);

        var error = await Assert.ThrowsAsync<AcrImportException>(() => client.ResolveDigestAsync(Registry, Image, Stop));

        Assert.Equal((AcrErrorKind.RegistryNotAuthorized, (int?)401), (error.Kind, error.HttpStatus));
        Assert.Equal(6, wire.Sent.Count);
    }

    [Fact]
    public async Task Sends_tokens_to_the_registrys_own_host_whatever_a_challenge_says()
    {
        using var wire = RegistryClientTests.Wire(_ => new FakeReply(
            401, "", ("WWW-Authenticate", "Bearer realm=\"https://evil.example/oauth2/token\",service=\"evil.example\",scope=\"registry:catalog:*\"")));
        using var client = RegistryClientTests.Client(wire);

        await Assert.ThrowsAsync<AcrImportException>(() => client.ResolveDigestAsync(Registry, Image, Stop));

        Assert.All(wire.Sent, sent => Assert.StartsWith("https://myregistry.azurecr.io/", sent.Address, StringComparison.Ordinal));
        Assert.All(wire.Sent.Where(sent => sent.ToString() == Token), sent => Assert.Equal("repository:a/b:pull", sent.Field("scope")));
    }

    [Fact]
    public async Task Has_other_tokens_for_another_registry()
    {
        var other = RegistryHost.Parse("other.azurecr.io");
        using var wire = RegistryClientTests.Wire(_ => RegistryClientTests.Found());
        using var client = RegistryClientTests.Client(wire);

        await client.ResolveDigestAsync(Registry, Image, Stop);
        await client.ResolveDigestAsync(other, Image, Stop);

        Assert.Equal(2, wire.Sent.Select(sent => sent.Header("Authorization")).OfType<string>().Distinct().Count());
        Assert.All(wire.Sent.Skip(3), sent => Assert.StartsWith("https://other.azurecr.io/", sent.Address, StringComparison.Ordinal));
        Assert.Equal("other.azurecr.io", wire.Sent[3].Field("service"));
    }

    [Fact]
    public async Task Gets_one_token_for_a_burst_of_first_calls()
    {
        using var wire = RegistryClientTests.Wire(_ => RegistryClientTests.Found());
        using var client = RegistryClientTests.Client(wire);

        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => client.ResolveDigestAsync(Registry, Image, Stop), Stop)));

        Assert.Equal(52, wire.Sent.Count);
    }

    [Fact]
    public async Task Uses_no_token_that_is_about_to_end()
    {
        var end = DateTimeOffset.UtcNow.AddSeconds(30).ToUnixTimeSeconds();
        var token = JwtExpiryTests.Token($$"""{"exp":{{end}}}""");
        using var wire = new FakeTransport(sent => sent.Method == "POST"
            ? new FakeReply(200, $$"""{"refresh_token":"{{token}}","access_token":"{{token}}"}""")
            : RegistryClientTests.Found());
        using var client = RegistryClientTests.Client(wire);

        await client.ResolveDigestAsync(Registry, Image, Stop);
        await client.ResolveDigestAsync(Registry, Image, Stop);

        Assert.Equal([Exchange, Token, Head, Exchange, Token, Head], Requests(wire));
    }

    [Theory]
    [InlineData(401, """{"errors":[{"code":"UNAUTHORIZED","message":"authentication required"}]}""", AcrErrorKind.RegistryNotAuthorized, "UNAUTHORIZED: authentication required")]
    [InlineData(404, "", AcrErrorKind.ServiceError, "HTTP 404")]
    [InlineData(200, "{}", AcrErrorKind.ServiceError, "HTTP 200")]
    [InlineData(200, """{"refresh_token":""}""", AcrErrorKind.ServiceError, "HTTP 200")]
    public async Task Tells_that_the_registry_gives_no_token(int status, string body, AcrErrorKind kind, string said)
    {
        using var wire = FakeTransport.InTurn(new FakeReply(status, body));
        using var client = RegistryClientTests.Client(wire);

        var error = await Assert.ThrowsAsync<AcrImportException>(() => client.ResolveDigestAsync(Registry, Image, Stop));

        Assert.Equal(kind, error.Kind);
        Assert.Equal($"The registry myregistry.azurecr.io refused to give a token for this Entra identity ({said}).", error.Message);
    }

    private static IEnumerable<string> Requests(FakeTransport wire) => wire.Sent.Select(sent => sent.ToString());
}
