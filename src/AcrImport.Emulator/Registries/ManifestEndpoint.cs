using AcrImport.Emulator.Images;
using AcrImport.Emulator.Storage;

namespace AcrImport.Emulator.Registries;

/// <summary>Serves manifests as the source sent them, byte by byte.</summary>
internal sealed class ManifestEndpoint(RegistryStore store)
{
    public IResult Get(HttpContext context, RegistryPath path)
    {
        if (store.FindRepository(path.Repository) is not { } repository)
        {
            return RegistryError.NameUnknown(path.Repository);
        }

        if (Find(path, out var manifest, out var tag) is { } error)
        {
            return error;
        }

        if (RegistryError.DisallowedBy(ItemLocks.Read, repository.Locks, tag?.Locks, manifest!.Locks) is { } locked)
        {
            return locked;
        }

        if (RefusalOf(manifest.MediaType, context.Request) is { } refusal)
        {
            return new RegistryError(StatusCodes.Status404NotFound, "MANIFEST_UNKNOWN", refusal);
        }

        context.Response.Headers["Docker-Content-Digest"] = manifest.Digest.ToString();
        context.Response.Headers.ETag = $"\"{manifest.Digest}\"";
        return Results.Bytes(manifest.Content, manifest.MediaType);
    }

    private RegistryError? Find(RegistryPath path, out StoredManifest? manifest, out StoredTag? tag)
    {
        tag = null;
        manifest = null;
        if (path.Item.Contains(':', StringComparison.Ordinal))
        {
            if (!Digest.TryParse(path.Item, out var digest))
            {
                return RegistryError.DigestInvalid(path.Item);
            }

            manifest = store.FindManifest(path.Repository, digest);
            return manifest is null ? RegistryError.ManifestUnknown(path.Repository, digest) : null;
        }

        tag = store.FindTag(path.Repository, path.Item);
        manifest = tag is not null ? store.FindManifest(path.Repository, tag.Digest) : null;
        return manifest is null ? RegistryError.TaggedManifestUnknown(path.Item) : null;
    }

    // Only the text about artifacts has been seen; the others are inferred from it. Without an Accept header everything fits.
    private static string? RefusalOf(string mediaType, HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().Accept;
        if (accepted.Count == 0 || accepted.Any(range => range.Quality is not 0 && Fits(range.MediaType.Value, mediaType)))
        {
            return null;
        }

        return mediaType switch
        {
            MediaTypes.OciIndex => "OCI index found, but accept header does not support OCI indexes",
            MediaTypes.DockerManifestList => "manifest list found, but accept header does not support manifest lists",
            MediaTypes.DockerManifest => "manifest found, but accept header does not support it",
            _ => "OCI artifact found, but accept header does not support OCI artifacts.",
        };
    }

    private static bool Fits(string? range, string mediaType) =>
        range is "*/*" or "application/*" || mediaType.Equals(range, StringComparison.OrdinalIgnoreCase);
}
