using System.Text.Json;
using AcrImport.Azure.Http;

namespace AcrImport.Azure.Oci;

/// <summary>Makes the digest of a manifest that was read whole.</summary>
internal static class SourceContent
{
    private const string DigestHeader = "Docker-Content-Digest";

    /// <exception cref="AcrImportException">It is no manifest, or another than the one asked for.</exception>
    public static Digest DigestOf(ServiceReply reply, RegistryHost registry, ImageName image)
    {
        // A web server that answers 200 to everything is no registry, and the digest of its page no image.
        if (reply.Json.Field("schemaVersion").ValueKind != JsonValueKind.Number && reply.Json.Text("mediaType") is null)
        {
            throw new AcrImportException(AcrErrorKind.SourceRegistryUnsupported, $"The registry {registry} answered for {image} with something that is no manifest.");
        }

        var told = image.Digest ?? (Digest.TryParse(reply.Header(DigestHeader), out var header) ? header : null);
        var hashed = ContentDigest.Of(reply.Body, told?.ToString());
        return told is null || told.ToString() == hashed
            ? Digest.Parse(hashed)
            : throw new AcrImportException(
                AcrErrorKind.SourceRegistryUnsupported, $"The registry {registry} sent a manifest for {image} whose content has the digest {hashed}, not {told}.");
    }
}
