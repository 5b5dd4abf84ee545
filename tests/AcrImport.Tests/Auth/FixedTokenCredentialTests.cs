using System.Net;
using System.Security;
using AcrImport.Azure.Auth;
using Azure.Core;

namespace AcrImport.Tests.Auth;

public sealed class FixedTokenCredentialTests
{
    private static readonly TokenRequestContext Any = new(["https://management.azure.com/.default"]);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Gives_the_token_with_the_end_it_states()
    {
        var end = DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.AddHours(1).ToUnixTimeSeconds());
        var text = JwtExpiryTests.Token($$"""{"exp":{{end.ToUnixTimeSeconds()}}}""");

        var token = await new FixedTokenCredential(Secure(text)).GetTokenAsync(Any, Stop);

        Assert.Equal((text, end), (token.Token, token.ExpiresOn));
    }

    [Fact]
    public void Gives_a_token_that_states_no_end() =>
        Assert.Equal(("opaque", DateTimeOffset.MaxValue), Read(new FixedTokenCredential(Secure("opaque")).GetToken(Any, Stop)));

    [Fact]
    public void Tells_that_the_token_has_ended_and_does_not_show_it()
    {
        var text = JwtExpiryTests.Token("""{"exp":1700000000}""");

        var error = Assert.Throws<AcrImportException>(() => new FixedTokenCredential(Secure(text)).GetToken(Any, Stop));

        Assert.Equal(AcrErrorKind.CredentialExpired, error.Kind);
        Assert.Equal("The access token given to Connect-AcrAccount ended on 2023-11-14 22:13:20 UTC.", error.Message);
    }

    private static (string Token, DateTimeOffset End) Read(AccessToken token) => (token.Token, token.ExpiresOn);

    private static SecureString Secure(string text) => new NetworkCredential(string.Empty, text).SecurePassword;
}
