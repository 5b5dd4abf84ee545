using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace AcrImport.Emulator.Sources;

/// <summary>The HTTP connections to source registries.</summary>
internal static class SourceConnections
{
    public static HttpClient Create(X509Certificate2 own) => new(new SocketsHttpHandler
    {
        // Redirects are followed by hand, without the token.
        AllowAutoRedirect = false,
        UseCookies = false,
        Proxy = new LoopbackBypassingProxy(HttpClient.DefaultProxy),
        SslOptions = new SslClientAuthenticationOptions
        {
            RemoteCertificateValidationCallback = (sender, certificate, _, errors) =>
                errors == SslPolicyErrors.None
                || certificate?.GetCertHashString() == own.GetCertHashString()
                // As Docker has it: a registry on this machine need not have a certificate that anyone knows.
                || (sender is SslStream stream && RegistryHost.TryParse(stream.TargetHostName, out var host) && host.IsLoopback),
        },
    })
    {
        DefaultRequestHeaders = { { "User-Agent", "acr-emulator" } },
    };
}
