using AcrImport.Azure.Http;
using Azure.Core;
using Azure.Core.Pipeline;

namespace AcrImport.Azure.Oci;

/// <summary>Sends one request for a source registry, follows nothing, and tells in the words of sources why there is no reply.</summary>
internal sealed class SourceWire
{
    /// <summary>What the distribution specification lets a registry refuse above.</summary>
    private const int LargestManifest = 4 * 1024 * 1024;

    private const int LargestToken = 64 * 1024;

    private static readonly ResponseClassifier Quick = new QuickClassifier();

    private readonly Clients _world;
    private readonly Clients _machine;

    public SourceWire(PipelineFactory world, PipelineFactory machine)
    {
        _world = new Clients(world.ForSources());
        _machine = new Clients(machine.ForSources());
    }

    public Task<ServiceReply> ManifestAsync(
        RequestMethod method, RegistryHost registry, Uri address, string? authorization, CancellationToken cancellation) =>
        SendAsync(For(address).Manifests, method, registry, address, MediaTypes.AcceptAll, authorization, cancellation);

    public Task<ServiceReply> TokenAsync(RegistryHost registry, Uri address, string? authorization, CancellationToken cancellation) =>
        SendAsync(For(address).Tokens, RequestMethod.Get, registry, address, "application/json", authorization, cancellation);

    private Clients For(Uri address) => HostAddress.IsLoopback(address) ? _machine : _world;

    private static async Task<ServiceReply> SendAsync(
        ServiceClient client, RequestMethod method, RegistryHost registry, Uri address, string accept, string? authorization, CancellationToken cancellation)
    {
        try
        {
            return await client.SendAsync(method, address, Quick, Prepare, cancellation).ConfigureAwait(false);
        }
        catch (AcrImportException failure)
        {
            // Without a cause it is a reply that was too long to read.
            var kind = failure.InnerException is null ? AcrErrorKind.SourceRegistryUnsupported : AcrErrorKind.SourceUnreachable;
            throw new AcrImportException(kind, $"The registry {registry} cannot be read from this machine. {failure.Message}", failure.InnerException);
        }

        void Prepare(Request request)
        {
            request.Headers.SetValue("Accept", accept);
            if (authorization is not null)
            {
                request.Headers.SetValue("Authorization", authorization);
            }
        }
    }

    private sealed class Clients(HttpPipeline pipeline)
    {
        public ServiceClient Manifests { get; } = new(pipeline, LargestManifest);

        public ServiceClient Tokens { get; } = new(pipeline, LargestToken);
    }
}
