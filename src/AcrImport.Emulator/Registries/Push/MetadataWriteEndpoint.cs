using AcrImport.Emulator.Hosting;
using AcrImport.Emulator.Storage;

namespace AcrImport.Emulator.Registries.Push;

/// <summary>Deletes tags and repositories through the registry's own API.</summary>
internal sealed class MetadataWriteEndpoint(RegistryStore store, RegistryWriter writer)
{
    public async Task<IResult> DeleteAsync(RegistryPath path)
    {
        if (store.FindRepository(path.Repository) is null)
        {
            return RegistryError.NameUnknown(path.Repository);
        }

        if (path.Route == RegistryRoute.AcrTag)
        {
            if (store.FindTag(path.Repository, path.Item) is null)
            {
                return RegistryError.TagUnknown(path.Repository, path.Item);
            }

            writer.DeleteTag(path.Repository, path.Item);
            return Results.StatusCode(StatusCodes.Status202Accepted);
        }

        if (path.Route != RegistryRoute.AcrRepository)
        {
            return RegistryError.Unsupported();
        }

        var manifestsDeleted = store.ListManifests(path.Repository).Select(manifest => manifest.Digest.ToString()).ToList();
        var tagsDeleted = store.ListTags(path.Repository).Select(tag => tag.Name).ToList();
        await writer.DeleteRepositoryAsync(path.Repository);
        return new JsonResult(new { manifestsDeleted, tagsDeleted }, StatusCodes.Status202Accepted);
    }
}
