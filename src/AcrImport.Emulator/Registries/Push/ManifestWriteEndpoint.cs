using AcrImport.Emulator.Images;
using AcrImport.Emulator.Storage;

namespace AcrImport.Emulator.Registries.Push;

/// <summary>Takes and deletes manifests. Source: OCI distribution specification, "Pushing manifests" and "Content management".</summary>
internal sealed class ManifestWriteEndpoint(RegistryStore store, RegistryWriter writer, PlatformReader platforms)
{
    public async Task<IResult> PutAsync(HttpContext context, RegistryPath path)
    {
        Manifest manifest;
        Platform? platform;
        try
        {
            manifest = Manifest.Parse(await ReadAsync(context), context.Request.ContentType?.Split(';')[0]);
            if (MissingOf(path.Repository, manifest) is { } missing)
            {
                return RegistryError.ManifestBlobUnknown(missing);
            }

            platform = platforms.PlatformOf(manifest);
        }
        catch (ManifestFormatException e)
        {
            return RegistryError.ManifestInvalid(e.Message);
        }

        var byDigest = path.Item.Contains(':', StringComparison.Ordinal);
        if (byDigest && (!Digest.TryParse(path.Item, out var digest) || !digest.Equals(manifest.Digest)))
        {
            return RegistryError.DigestInvalid(path.Item);
        }

        if (!byDigest && !(ImageName.TryParse($"{path.Repository}:{path.Item}", out var name) && name.Tag == path.Item))
        {
            return RegistryError.TagInvalid(path.Item);
        }

        var locked = RegistryError.DisallowedBy(
            ItemLocks.Write,
            store.FindRepository(path.Repository)?.Locks,
            byDigest ? null : store.FindTag(path.Repository, path.Item)?.Locks,
            store.FindManifest(path.Repository, manifest.Digest)?.Locks);
        if (locked is not null)
        {
            return locked;
        }

        writer.Put(new ImageTarget(path.Repository, byDigest ? null : path.Item), new CopiedManifest(manifest, platform));
        var headers = context.Response.Headers;
        headers.Location = $"/v2/{path.Repository}/manifests/{manifest.Digest}";
        headers["Docker-Content-Digest"] = manifest.Digest.ToString();
        if (manifest.Subject is { } subject)
        {
            headers["OCI-Subject"] = subject.ToString();
        }

        return Results.StatusCode(StatusCodes.Status201Created);
    }

    public async Task<IResult> DeleteAsync(RegistryPath path)
    {
        // A tag goes through /acr/v1; that the service refuses it here is inferred, and the specification allows it.
        if (!path.Item.Contains(':', StringComparison.Ordinal))
        {
            return RegistryError.Unsupported();
        }

        if (!Digest.TryParse(path.Item, out var digest))
        {
            return RegistryError.DigestInvalid(path.Item);
        }

        if (store.FindRepository(path.Repository) is not { } repository)
        {
            return RegistryError.NameUnknown(path.Repository);
        }

        if (store.FindManifest(path.Repository, digest) is not { } manifest)
        {
            return RegistryError.ManifestUnknown(path.Repository, digest);
        }

        // The tags go with their manifest, so that their locks keep it is inferred.
        var locks = store.ListTags(path.Repository, digest: digest).Select(tag => (ItemLocks?)tag.Locks);
        if (RegistryError.DisallowedBy(ItemLocks.Delete | ItemLocks.Write, [repository.Locks, manifest.Locks, .. locks]) is { } locked)
        {
            return locked;
        }

        await writer.DeleteManifestAsync(path.Repository, digest);
        return Results.StatusCode(StatusCodes.Status202Accepted);
    }

    private static async Task<byte[]> ReadAsync(HttpContext context)
    {
        using var memory = new MemoryStream();
        await context.Request.Body.CopyToAsync(memory, context.RequestAborted);
        return memory.Length <= Manifest.MaxLength
            ? memory.ToArray()
            : throw new ManifestFormatException($"The manifest is longer than {Manifest.MaxLength} bytes.");
    }

    private Digest? MissingOf(string repository, Manifest manifest) =>
        manifest.Blobs.Select(blob => blob.Digest).FirstOrDefault(blob => store.FindBlobLength(repository, blob) is null)
        ?? manifest.Children.Select(child => child.Digest).FirstOrDefault(child => store.FindManifest(repository, child) is null);
}
