using AcrImport.Emulator.Storage;

namespace AcrImport.Emulator.Registries;

/// <summary>Serves blobs, whole or in ranges, to those repositories that hold them.</summary>
internal sealed class BlobEndpoint(RegistryStore store)
{
    public IResult Get(HttpContext context, RegistryPath path)
    {
        if (!Digest.TryParse(path.Item, out var digest))
        {
            return RegistryError.DigestInvalid(path.Item);
        }

        if (store.FindBlobLength(path.Repository, digest) is null)
        {
            return store.FindRepository(path.Repository) is null ? RegistryError.NameUnknown(path.Repository) : RegistryError.BlobUnknown(digest);
        }

        if (RegistryError.DisallowedBy(ItemLocks.Read, store.FindRepository(path.Repository)?.Locks) is { } locked)
        {
            return locked;
        }

        context.Response.Headers["Docker-Content-Digest"] = digest.ToString();
        return Results.Stream(store.OpenBlob(digest), "application/octet-stream", enableRangeProcessing: true);
    }
}
