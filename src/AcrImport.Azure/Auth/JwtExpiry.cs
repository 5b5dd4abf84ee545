using System.Text.Json;
using AcrImport.Azure.Http;

namespace AcrImport.Azure.Auth;

/// <summary>Reads when a JSON Web Token ends. The token is not checked: that is the service's part. Source: RFC 7519, "exp".</summary>
internal static class JwtExpiry
{
    // The first second of the year 10000, where DateTimeOffset ends. The number may have a fraction (RFC 7519, NumericDate).
    private const double LastSecond = 253_402_300_800;

    /// <returns>The end of the token, or null where the text is no such token or has none.</returns>
    public static DateTimeOffset? Read(string token)
    {
        var parts = token.Split('.');
        if (parts.Length != 3 || !TryDecode(parts[1], out var payload))
        {
            return null;
        }

        var claims = JsonReply.Parse(payload);
        return claims.Field("exp") is { ValueKind: JsonValueKind.Number } end && end.TryGetDouble(out var seconds) && seconds is >= 0 and < LastSecond
            ? DateTimeOffset.FromUnixTimeSeconds((long)seconds)
            : null;
    }

    private static bool TryDecode(string base64Url, out byte[] bytes)
    {
        var base64 = base64Url.Replace('-', '+').Replace('_', '/');
        try
        {
            bytes = Convert.FromBase64String(base64.PadRight(base64.Length + ((4 - (base64.Length % 4)) % 4), '='));
            return true;
        }
        catch (FormatException)
        {
            bytes = [];
            return false;
        }
    }
}
