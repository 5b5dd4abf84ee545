using AcrImport.Emulator.Access;
using Microsoft.IdentityModel.JsonWebTokens;

namespace AcrImport.Emulator.Tokens;

/// <summary>Issues and reads Entra access tokens.</summary>
internal sealed class EntraTokens(TokenSigner signer, Tenant tenant)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(60);

    // Resource Manager's names in the clouds; a client of the emulator may be set up for any of them.
    private static readonly HashSet<string> ResourceManagers = new(StringComparer.OrdinalIgnoreCase)
    {
        "https://management.azure.com", "https://management.core.windows.net",
        "https://management.usgovcloudapi.net", "https://management.core.usgovcloudapi.net",
        "https://management.chinacloudapi.cn", "https://management.core.chinacloudapi.cn",
    };

    private const string RegistryService = "https://containerregistry.azure.net";

    private readonly string _issuer = $"https://sts.windows.net/{tenant.Id}/";

    public Tenant Tenant => tenant;

    public string Issue(Principal principal, string audience) => signer.Sign(_issuer, audience, Lifetime, new Dictionary<string, object>
    {
        ["tid"] = tenant.Id.ToString(),
        ["oid"] = principal.ObjectId.ToString(),
        ["sub"] = principal.ObjectId.ToString(),
        ["appid"] = principal.ClientId.ToString(),
        ["idtyp"] = "app",
        ["ver"] = "1.0",
        ["uti"] = Guid.NewGuid().ToString("N"),
    });

    /// <summary>Returns whose token it is; tokens are the emulator's own, so their principals are in the tenant.</summary>
    public Principal PrincipalOf(JsonWebToken token) =>
        tenant.FindObject(token.Subject) ?? throw new InvalidOperationException($"The token's subject '{token.Subject}' is not known.");

    public Task<TokenReading> ReadAsync(string token) => signer.ReadAsync(token, _issuer);

    public static bool IsForResourceManager(JsonWebToken token, Uri ownEndpoint) =>
        AudiencesOf(token).Any(audience => ResourceManagers.Contains(audience) || audience == ownEndpoint.GetLeftPart(UriPartial.Authority));

    public static bool IsForRegistries(JsonWebToken token, Uri ownEndpoint) =>
        IsForResourceManager(token, ownEndpoint) || AudiencesOf(token).Contains(RegistryService, StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<string> AudiencesOf(JsonWebToken token) => token.Audiences.Select(audience => audience.TrimEnd('/'));
}
