using System.Text.Json.Nodes;
using AcrImport.Emulator.Hosting;
using AcrImport.Emulator.Images;
using AcrImport.Emulator.Storage;

namespace AcrImport.Emulator.Registries;

/// <summary>Lists what refers to a manifest: signatures and the like. Source: OCI distribution specification, "Listing referrers".</summary>
internal sealed class ReferrersEndpoint(RegistryStore store)
{
    public IResult Get(HttpContext context, RegistryPath path)
    {
        if (!Digest.TryParse(path.Item, out var subject))
        {
            return RegistryError.DigestInvalid(path.Item);
        }

        var wanted = context.Request.Query["artifactType"].ToString();
        var manifests = store.ListReferrers(path.Repository, subject).Select(Manifest.Of);
        if (wanted.Length > 0)
        {
            context.Response.Headers["OCI-Filters-Applied"] = "artifactType";
            manifests = manifests.Where(manifest => manifest.ArtifactType == wanted);
        }

        var body = new JsonObject
        {
            ["schemaVersion"] = 2,
            ["mediaType"] = MediaTypes.OciIndex,
            ["manifests"] = new JsonArray([.. manifests.Select(DescriptorOf)]),
        };
        return new JsonResult(body, contentType: MediaTypes.OciIndex);
    }

    private static JsonObject DescriptorOf(Manifest manifest)
    {
        var descriptor = new JsonObject
        {
            ["mediaType"] = manifest.MediaType,
            ["digest"] = manifest.Digest.ToString(),
            ["size"] = manifest.Content.Length,
        };
        if (manifest.ArtifactType is { } type)
        {
            descriptor["artifactType"] = type;
        }

        if (manifest.Annotations is { } annotations)
        {
            descriptor["annotations"] = annotations.DeepClone();
        }

        return descriptor;
    }
}
