using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;

namespace AcrImport.Emulator.Tokens;

/// <summary>Issues and reads the refresh and access tokens of one registry.</summary>
internal sealed class RegistryTokens(TokenSigner signer, Guid tenantId, string loginServer)
{
    // Source: registry documentation (sign-in lasts three hours) and the published sample of an access token (75 minutes).
    public static readonly TimeSpan RefreshLifetime = TimeSpan.FromHours(3);
    public static readonly TimeSpan AccessLifetime = TimeSpan.FromMinutes(75);

    private const string Issuer = "Azure Container Registry";
    private const string GrantType = "grant_type";
    private const string RefreshToken = "refresh_token";
    private const string AccessToken = "access_token";

    public string LoginServer => loginServer;

    public string IssueRefreshToken(string subject) => signer.Sign(Issuer, loginServer, RefreshLifetime, ClaimsOf(RefreshToken, subject));

    public string IssueAccessToken(string subject, IReadOnlyList<RepositoryScope> scopes)
    {
        var claims = ClaimsOf(AccessToken, subject);
        claims["access"] = scopes.Select(scope => new Dictionary<string, object>
        {
            ["type"] = scope.Type,
            ["name"] = scope.Name,
            ["actions"] = scope.Actions.ToArray(),
        }).ToArray();
        return signer.Sign(Issuer, loginServer, AccessLifetime, claims);
    }

    /// <summary>Returns the subject of a refresh token, or null where it is not one of this registry or has expired.</summary>
    public async Task<string?> ReadRefreshTokenAsync(string? token) => (await ReadAsync(token, RefreshToken))?.Subject;

    /// <summary>Returns the scopes of an access token, or null where it is not one of this registry or has expired.</summary>
    public async Task<IReadOnlyList<RepositoryScope>?> ReadAccessTokenAsync(string? token)
    {
        if (await ReadAsync(token, AccessToken) is not { } read)
        {
            return null;
        }

        var access = read.GetPayloadValue<JsonElement>("access");
        return [.. access.EnumerateArray().Select(scope => new RepositoryScope(
            scope.GetProperty("type").GetString()!,
            scope.GetProperty("name").GetString()!,
            [.. scope.GetProperty("actions").EnumerateArray().Select(action => action.GetString()!)]))];
    }

    private async Task<JsonWebToken?> ReadAsync(string? token, string grant)
    {
        if (string.IsNullOrEmpty(token) || (await signer.ReadAsync(token, Issuer)).Token is not { } read)
        {
            return null;
        }

        return read.Audiences.Contains(loginServer, StringComparer.Ordinal) && read.GetPayloadValue<string>(GrantType) == grant ? read : null;
    }

    private Dictionary<string, object> ClaimsOf(string grant, string subject) => new()
    {
        ["jti"] = Guid.NewGuid().ToString(),
        ["sub"] = subject,
        ["version"] = "1.0",
        ["tenant"] = tenantId.ToString(),
        [GrantType] = grant,
        ["permissions"] = new Dictionary<string, object>
        {
            ["actions"] = new[] { "read", "write", "delete", "metadata/read", "metadata/write" },
            ["notActions"] = Array.Empty<string>(),
        },
        ["roles"] = Array.Empty<string>(),
    };
}
