using System.Net.Security;
using Azure.Core.Pipeline;

namespace AcrImport.Azure.Http;

/// <summary>
/// Trusts the one certificate that an emulator made for itself, on loopback hosts only. Every other host, and every other
/// certificate, has the platform's own check. No global callback is touched.
/// </summary>
internal static class LoopbackTrust
{
    public static HttpPipelineTransport TransportFor(byte[]? certificate)
    {
        if (certificate is null)
        {
            return HttpClientTransport.Shared;
        }

        return new HttpClientTransport(new HttpClientHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            // A proxy has no way to this machine's loopback addresses.
            UseProxy = false,
            ServerCertificateCustomValidationCallback = (request, shown, _, errors) =>
                IsTrusted(certificate, request.RequestUri, shown?.GetRawCertData(), errors),
        });
    }

    internal static bool IsTrusted(byte[] certificate, Uri? address, byte[]? shown, SslPolicyErrors errors) =>
        errors == SslPolicyErrors.None
        || (address is { IsLoopback: true } && shown is not null && shown.AsSpan().SequenceEqual(certificate));
}
