using AcrImport.Azure.Http;
using Azure.Core;

namespace AcrImport.Azure.Oci;

/// <summary>Reads an Azure registry. Sources: OCI distribution specification (v2); Azure Container Registry data plane (acr/v1).</summary>
internal sealed class RegistryClient(ServiceClient http, RegistryTokens tokens) : IDisposable
{
    private const string DigestHeader = "Docker-Content-Digest";

    public async Task<Digest?> ResolveDigestAsync(RegistryHost registry, ImageName image, CancellationToken cancellation)
    {
        var reply = await SendAsync(RequestMethod.Head, registry, OciUris.Manifest(registry, image), Pull(image.Repository), cancellation).ConfigureAwait(false);
        return reply.Status switch
        {
            200 when Digest.TryParse(reply.Header(DigestHeader), out var digest) => digest,
            200 => throw new AcrImportException(AcrErrorKind.ServiceError, $"The registry {registry} answered for {image} without a valid digest."),
            404 => null,
            _ => throw OciErrors.From(reply, registry, $"tell the digest of image {image}"),
        };
    }

    public async Task<ImageManifest> GetManifestAsync(RegistryHost registry, ImageName image, CancellationToken cancellation)
    {
        var reply = await SendAsync(RequestMethod.Get, registry, OciUris.Manifest(registry, image), Pull(image.Repository), cancellation).ConfigureAwait(false);
        if (reply.Status != 200)
        {
            throw OciErrors.From(reply, registry, $"give out the manifest of image {image}", $"image {image}");
        }

        var told = image.Digest?.ToString() ?? reply.Header(DigestHeader);
        var hashed = ContentDigest.Of(reply.Body, told);
        return told is not null && told != hashed
            ? throw new AcrImportException(AcrErrorKind.ServiceError, $"The registry {registry} sent a manifest for {image} whose content has the digest {hashed}, not {told}.")
            : ManifestReader.Read(registry, image, hashed, reply);
    }

    public async Task<ManifestPage> ListManifestsAsync(RegistryHost registry, string repository, string? continuation, CancellationToken cancellation)
    {
        var first = OciUris.Manifests(registry, repository);
        var address = continuation is null ? first : new Uri(first, continuation);
        var reply = await SendAsync(RequestMethod.Get, registry, address, $"repository:{repository}:metadata_read", cancellation).ConfigureAwait(false);
        if (reply.Status != 200)
        {
            throw OciErrors.From(reply, registry, $"list the manifests of repository {repository}", $"repository {repository}");
        }

        return new ManifestPage
        {
            Manifests = [.. reply.Json.Items("manifests").Select(item => ManifestListReader.Read(registry, repository, item))],
            Continuation = NextPage.Read(reply.Header("Link"), address),
        };
    }

    public void Dispose() => tokens.Dispose();

    private static string Pull(string repository) => $"repository:{repository}:pull";

    private async Task<ServiceReply> SendAsync(
        RequestMethod method, RegistryHost registry, Uri address, string scope, CancellationToken cancellation)
    {
        var reply = await AskAsync().ConfigureAwait(false);
        if (reply.Status != 401)
        {
            return reply;
        }

        // The token may have been withdrawn; a second refusal is the registry's answer.
        tokens.Forget(registry, scope);
        return await AskAsync().ConfigureAwait(false);

        async Task<ServiceReply> AskAsync()
        {
            var token = await tokens.GetAsync(registry, scope, cancellation).ConfigureAwait(false);
            return await http.SendAsync(method, address, cancellation, request =>
            {
                request.Headers.SetValue("Authorization", "Bearer " + token);
                request.Headers.SetValue("Accept", MediaTypes.AcceptAll + ", application/json");
            }).ConfigureAwait(false);
        }
    }
}
