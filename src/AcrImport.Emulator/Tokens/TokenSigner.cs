using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace AcrImport.Emulator.Tokens;

/// <summary>
/// Signs and reads the tokens of one emulator, Entra's and the registries'. Elliptic curve, because clients do not check the
/// signature and an RSA key would be most of the time that a start takes.
/// </summary>
internal sealed class TokenSigner : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false, MapInboundClaims = false };
    private readonly TimeProvider _time;

    public TokenSigner(TimeProvider time)
    {
        _time = time;
        Key = new ECDsaSecurityKey(_key) { KeyId = Guid.NewGuid().ToString("N") };
    }

    public ECDsaSecurityKey Key { get; }

    public string Sign(string issuer, string audience, TimeSpan lifetime, IDictionary<string, object> claims)
    {
        var now = _time.GetUtcNow().UtcDateTime;
        return _handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer,
            Audience = audience,
            IssuedAt = now,
            NotBefore = now,
            Expires = now + lifetime,
            Claims = claims,
            SigningCredentials = new SigningCredentials(Key, SecurityAlgorithms.EcdsaSha256),
        });
    }

    public async Task<TokenReading> ReadAsync(string token, string issuer)
    {
        var result = await _handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = issuer,
            ValidateAudience = false,
            IssuerSigningKey = Key,
            LifetimeValidator = (_, expires, _, _) =>
                expires > _time.GetUtcNow().UtcDateTime ? true : throw new SecurityTokenExpiredException { Expires = expires ?? default },
        });
        return result switch
        {
            { IsValid: true, SecurityToken: JsonWebToken valid } => new(valid, null),
            { Exception: SecurityTokenExpiredException expired } => new(null, expired.Expires),
            _ => new(null, null),
        };
    }

    public void Dispose() => _key.Dispose();
}
