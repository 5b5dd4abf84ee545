using System.Net;
using AcrImport.Emulator.Images;
using AcrImport.Emulator.Importing;
using AcrImport.Emulator.Registries;
using AcrImport.Emulator.Storage;

namespace AcrImport.Emulator.Sources;

/// <summary>Reads from a registry of the same subscription, on the caller's behalf and without its endpoints.</summary>
internal sealed class StoreSource(RegistryStore store, string repository) : IImageSource
{
    public Task<Manifest> GetManifestAsync(string reference, CancellationToken cancellationToken)
    {
        var tag = Digest.TryParse(reference, out var given) ? null : store.FindTag(repository, reference);
        var digest = given ?? tag?.Digest;
        var stored = digest is null ? null : store.FindManifest(repository, digest);
        if (RegistryError.DisallowedBy(ItemLocks.Read, store.FindRepository(repository)?.Locks, tag?.Locks, stored?.Locks) is { } locked)
        {
            throw ImportException.FromSource((HttpStatusCode)locked.Status, locked.ToJson());
        }

        return stored is null
            ? throw Missing(given is null ? RegistryError.TaggedManifestUnknown(reference) : RegistryError.ManifestUnknown(repository, given))
            : Task.FromResult(Manifest.Parse(stored.Content.ToArray(), stored.MediaType));
    }

    public Task<Stream> OpenBlobAsync(Digest digest, CancellationToken cancellationToken) =>
        store.FindBlobLength(repository, digest) is null
            ? throw Missing(RegistryError.BlobUnknown(digest))
            : Task.FromResult(store.OpenBlob(digest));

    private static ImportException Missing(RegistryError error) =>
        ImportException.FromSource(HttpStatusCode.NotFound, error.ToJson());
}
