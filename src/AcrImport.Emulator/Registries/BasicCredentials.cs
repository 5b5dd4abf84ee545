using System.Diagnostics.CodeAnalysis;
using System.Net.Http.Headers;
using System.Text;

namespace AcrImport.Emulator.Registries;

/// <summary>A user name and a password as HTTP's Basic scheme carries them.</summary>
internal sealed record BasicCredentials(string UserName, string Password)
{
    public const string Scheme = "Basic";

    public static bool TryRead(HttpRequest request, [NotNullWhen(true)] out BasicCredentials? credentials)
    {
        credentials = null;
        if (!AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var header)
            || !Scheme.Equals(header.Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var bytes = new byte[header.Parameter?.Length ?? 0];
        if (!Convert.TryFromBase64String(header.Parameter ?? string.Empty, bytes, out var length))
        {
            return false;
        }

        var text = Encoding.UTF8.GetString(bytes, 0, length);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
        {
            return false;
        }

        credentials = new(text[..colon], text[(colon + 1)..]);
        return true;
    }

    public AuthenticationHeaderValue ToHeader() =>
        new(Scheme, Convert.ToBase64String(Encoding.UTF8.GetBytes($"{UserName}:{Password}")));

    // The password may be a token of several kilobytes; it must never end up in a log.
    public override string ToString() => $"{UserName}:***";
}
