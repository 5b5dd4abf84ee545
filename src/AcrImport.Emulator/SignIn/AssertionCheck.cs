using System.Security.Cryptography.X509Certificates;
using AcrImport.Emulator.Access;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace AcrImport.Emulator.SignIn;

/// <summary>Checks the signed assertion that a client sends instead of a secret.</summary>
internal sealed class AssertionCheck(string authority, TimeProvider time)
{
    public const string Type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private const string FederatedAudience = "api://AzureADTokenExchange";

    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false };

    /// <summary>Returns null where the assertion is the principal's, and otherwise the refusal.</summary>
    public async Task<SignInError?> RefusalOfAsync(Principal principal, string assertion)
    {
        JsonWebToken token;
        try
        {
            token = _handler.ReadJsonWebToken(assertion);
        }
        catch (Exception e) when (e is ArgumentException or SecurityTokenException)
        {
            return SignInError.AssertionMalformed();
        }

        var client = principal.ClientId.ToString();
        if (token.Issuer.Equals(client, StringComparison.OrdinalIgnoreCase))
        {
            return principal.Certificate is not { } certificate || !token.Subject.Equals(client, StringComparison.OrdinalIgnoreCase)
                ? SignInError.CertificateUnknown(token.X5t)
                : await CheckAsync(assertion, token, [KeyOf(certificate)], token.Audiences.Any(IsTokenEndpoint));
        }

        var federated = principal.Federated.FirstOrDefault(known => known.Issuer == token.Issuer && known.Subject == token.Subject);
        return federated is null
            ? SignInError.FederationUnknown(token.Issuer, token.Subject)
            : await CheckAsync(assertion, token, new JsonWebKeySet(federated.Keys).GetSigningKeys(), token.Audiences.Contains(FederatedAudience));
    }

    private static SecurityKey KeyOf(X509Certificate2 certificate) =>
        certificate.GetECDsaPublicKey() is { } key ? new ECDsaSecurityKey(key) : new X509SecurityKey(certificate);

    private async Task<SignInError?> CheckAsync(string assertion, JsonWebToken token, IEnumerable<SecurityKey> keys, bool isForEntra)
    {
        var result = await _handler.ValidateTokenAsync(assertion, new TokenValidationParameters
        {
            ValidateIssuer = false,
            ValidateAudience = false,
            IssuerSigningKeys = keys,
            TryAllIssuerSigningKeys = true,
            LifetimeValidator = (_, expires, _, _) =>
                expires > time.GetUtcNow().UtcDateTime ? true : throw new SecurityTokenExpiredException { Expires = expires ?? default },
        });
        return result switch
        {
            { IsValid: true } => isForEntra ? null : SignInError.AssertionForSomebodyElse(string.Join(' ', token.Audiences)),
            { Exception: SecurityTokenExpiredException } => SignInError.AssertionExpired(),
            _ => SignInError.CertificateUnknown(token.X5t),
        };
    }

    private bool IsTokenEndpoint(string audience) => audience.StartsWith(authority + "/", StringComparison.OrdinalIgnoreCase);
}
