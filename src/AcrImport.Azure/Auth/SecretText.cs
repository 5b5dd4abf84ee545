using System.Net;
using System.Security;

namespace AcrImport.Azure.Auth;

internal static class SecretText
{
    /// <summary>Reads a secret at the last moment before it goes onto the wire.</summary>
    public static string Read(SecureString secret) => new NetworkCredential(string.Empty, secret).Password;
}
