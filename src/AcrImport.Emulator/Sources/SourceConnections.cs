using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using AcrImport.Emulator.Registries;

namespace AcrImport.Emulator.Sources;

/// <summary>The HTTP connections to source registries: to the emulator's own, where the service is known, and to all others.</summary>
internal sealed class SourceConnections : IDisposable
{
    public SourceConnections(X509Certificate2 certificate, ServiceNetwork network)
    {
        World = Create(certificate);
        Own = Create(certificate);
        Own.DefaultRequestHeaders.Add(ServiceNetwork.Header, network.Key);
    }

    public HttpClient World { get; }

    public HttpClient Own { get; }

    public void Dispose()
    {
        World.Dispose();
        Own.Dispose();
    }

    private static HttpClient Create(X509Certificate2 own) => new(new SocketsHttpHandler
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
