using System.Security.Cryptography.X509Certificates;

namespace AcrImport.Emulator.Tests.Support;

internal static class PinnedCertificate
{
    /// <summary>A handler that trusts one certificate and no other, whatever the system trusts.</summary>
    public static HttpClientHandler Handler(X509Certificate2 certificate) => new()
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        ServerCertificateCustomValidationCallback = (_, seen, _, _) => seen?.GetCertHashString() == certificate.GetCertHashString(),
    };
}
