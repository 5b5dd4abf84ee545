using AcrImport.Emulator.Hosting;
using AcrImport.Emulator.Storage;

namespace AcrImport.Emulator.Registries.Push;

/// <summary>Deletes tags and repositories through the registry's own API.</summary>
internal sealed class MetadataWriteEndpoint(RegistryStore store, RegistryWriter writer)
{
    private const ItemLocks Deleting = ItemLocks.Delete | ItemLocks.Write;

    public async Task<IResult> DeleteAsync(RegistryPath path)
    {
        if (store.FindRepository(path.Repository) is not { } repository)
        {
            return RegistryError.NameUnknown(path.Repository);
        }

        if (path.Route == RegistryRoute.AcrTag)
        {
            if (store.FindTag(path.Repository, path.Item) is not { } tag)
            {
                return RegistryError.TagUnknown(path.Repository, path.Item);
            }

            if (RegistryError.DisallowedBy(Deleting, repository.Locks, tag.Locks) is { } locked)
            {
                return locked;
            }

            writer.DeleteTag(path.Repository, path.Item);
            return Results.StatusCode(StatusCodes.Status202Accepted);
        }

        if (path.Route != RegistryRoute.AcrRepository)
        {
            return RegistryError.Unsupported();
        }

        var manifests = store.ListManifests(path.Repository);
        var tags = store.ListTags(path.Repository);
        var locks = manifests.Select(manifest => manifest.Locks).Concat(tags.Select(tag => tag.Locks)).Append(repository.Locks);
        if (RegistryError.DisallowedBy(Deleting, locks.Select(locked => (ItemLocks?)locked)) is { } refusal)
        {
            return refusal;
        }

        var manifestsDeleted = manifests.Select(manifest => manifest.Digest.ToString()).ToList();
        var tagsDeleted = tags.Select(tag => tag.Name).ToList();
        await writer.DeleteRepositoryAsync(path.Repository);
        return new JsonResult(new { manifestsDeleted, tagsDeleted }, StatusCodes.Status202Accepted);
    }
}
