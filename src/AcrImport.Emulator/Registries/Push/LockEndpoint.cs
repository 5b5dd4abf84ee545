using System.Text.Json;
using System.Text.Json.Nodes;
using AcrImport.Emulator.Storage;

namespace AcrImport.Emulator.Registries.Push;

/// <summary>Changes the attributes of repositories, tags and manifests; those that the body does not name stay.</summary>
internal sealed class LockEndpoint(RegistryStore store, RegistryWriter writer, string loginServer)
{
    private static readonly (string Attribute, ItemLocks Lock)[] Attributes =
    [
        ("deleteEnabled", ItemLocks.Delete), ("writeEnabled", ItemLocks.Write), ("readEnabled", ItemLocks.Read), ("listEnabled", ItemLocks.List),
    ];

    private readonly MetadataEndpoints _metadata = new(store, loginServer);

    public async Task<IResult> PatchAsync(HttpContext context, RegistryPath path)
    {
        if (FaultOf(path) is { } fault)
        {
            return fault;
        }

        var (on, off) = (ItemLocks.None, ItemLocks.None);
        try
        {
            if (await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted) is not JsonObject body)
            {
                return RegistryError.BadRequest("the body is not an object of attributes");
            }

            foreach (var (attribute, itemLock) in Attributes.Where(known => body[known.Attribute] is not null))
            {
                if (body[attribute]!.GetValueKind() is not (JsonValueKind.True or JsonValueKind.False))
                {
                    return RegistryError.BadRequest($"{attribute} is neither true nor false");
                }

                _ = body[attribute]!.GetValue<bool>() ? off |= itemLock : on |= itemLock;
            }
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            return RegistryError.BadRequest("the body is not JSON");
        }

        writer.ChangeLocks(path.Repository, path.Item, on, off);
        return _metadata.Get(context, path);
    }

    private RegistryError? FaultOf(RegistryPath path)
    {
        if (store.FindRepository(path.Repository) is null)
        {
            return RegistryError.NameUnknown(path.Repository);
        }

        if (path.Route == RegistryRoute.AcrTag)
        {
            return store.FindTag(path.Repository, path.Item) is null ? RegistryError.TagUnknown(path.Repository, path.Item) : null;
        }

        return path.Route != RegistryRoute.AcrManifest ? null
            : !Digest.TryParse(path.Item, out var digest) ? RegistryError.DigestInvalid(path.Item)
            : store.FindManifest(path.Repository, digest) is null ? RegistryError.ManifestUnknown(path.Repository, digest)
            : null;
    }
}
