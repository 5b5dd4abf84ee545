using Azure.Core.Pipeline;

namespace AcrImport.Azure.Oci;

/// <summary>The way to registries on this machine. A proxy has none, and it would see what goes over plain http.</summary>
internal static class DirectTransport
{
    public static HttpPipelineTransport Shared { get; } = new HttpClientTransport(new HttpClientHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
    });
}
