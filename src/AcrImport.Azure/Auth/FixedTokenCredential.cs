using System.Security;
using Azure.Core;

namespace AcrImport.Azure.Auth;

/// <summary>A token that the user brought. It cannot be renewed, so its end is told before it is sent in vain.</summary>
internal sealed class FixedTokenCredential(SecureString token) : TokenCredential
{
    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
    {
        var text = SecretText.Read(token);
        var expiry = JwtExpiry.Read(text) ?? DateTimeOffset.MaxValue;
        return expiry > DateTimeOffset.UtcNow
            ? new AccessToken(text, expiry)
            : throw new AcrImportException(
                AcrErrorKind.CredentialExpired,
                $"The access token given to Connect-AcrAccount ended on {expiry.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC.");
    }

    public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        new(GetToken(requestContext, cancellationToken));
}
