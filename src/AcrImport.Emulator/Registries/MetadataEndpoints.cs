using System.Text.Json.Nodes;
using AcrImport.Emulator.Hosting;
using AcrImport.Emulator.Storage;

namespace AcrImport.Emulator.Registries;

/// <summary>The registry's own metadata API, <c>/acr/v1</c>.</summary>
internal sealed class MetadataEndpoints(RegistryStore store, string loginServer)
{
    public IResult Get(HttpContext context, RegistryPath path)
    {
        if (store.FindRepository(path.Repository) is not { } repository)
        {
            return RegistryError.NameUnknown(path.Repository);
        }

        return path.Route switch
        {
            RegistryRoute.AcrTags => Tags(context, path),
            RegistryRoute.AcrTag => Tag(path),
            RegistryRoute.AcrManifests => Manifests(context, path),
            RegistryRoute.AcrManifest => Manifest(path),
            _ => Body(path, MetadataBodies.Of(repository)),
        };
    }

    private IResult Tags(HttpContext context, RegistryPath path)
    {
        if (!PageQuery.TryRead(context.Request, out var query, out var error))
        {
            return error;
        }

        Digest? digest = null;
        if (context.Request.Query["digest"].ToString() is { Length: > 0 } text && !Digest.TryParse(text, out digest))
        {
            return RegistryError.DigestInvalid(text);
        }

        var tags = store.ListTags(path.Repository, query.PageAndOne, digest);
        var page = query.Cut(context, tags, tag => new PagePosition(tag.Name, tag.Updated));
        return Body(path, "tags", MetadataBodies.Array(page.Select(MetadataBodies.Of)));
    }

    private IResult Tag(RegistryPath path) => store.FindTag(path.Repository, path.Item) is { } tag
        ? Body(path, "tag", MetadataBodies.Of(tag))
        : RegistryError.TagUnknown(path.Repository, path.Item);

    private IResult Manifests(HttpContext context, RegistryPath path)
    {
        if (!PageQuery.TryRead(context.Request, out var query, out var error))
        {
            return error;
        }

        var manifests = store.ListManifests(path.Repository, query.PageAndOne);
        var page = query.Cut(context, manifests, manifest => new PagePosition(manifest.Digest.ToString(), manifest.Updated));
        return Body(path, "manifests", MetadataBodies.Array(page.Select(manifest => MetadataBodies.Of(
            manifest, store.ListTags(path.Repository, digest: manifest.Digest).Select(tag => tag.Name)))));
    }

    private IResult Manifest(RegistryPath path)
    {
        if (!Digest.TryParse(path.Item, out var digest))
        {
            return RegistryError.DigestInvalid(path.Item);
        }

        if (store.FindManifest(path.Repository, digest) is not { } stored)
        {
            return RegistryError.ManifestUnknown(path.Repository, digest);
        }

        var manifest = MetadataBodies.Of(stored, store.ListTags(path.Repository, digest: digest).Select(tag => tag.Name));
        if (MetadataBodies.References(stored) is { } references)
        {
            manifest["references"] = references;
        }

        return Body(path, "manifest", manifest);
    }

    private JsonResult Body(RegistryPath path, string name, JsonNode value) => Body(path, new JsonObject { [name] = value });

    private JsonResult Body(RegistryPath path, JsonObject properties)
    {
        properties.Insert(0, "registry", loginServer);
        properties.Insert(1, "imageName", path.Repository);
        return new JsonResult(properties);
    }
}
