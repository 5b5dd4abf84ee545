using System.Text.Json;
using AcrImport.Azure.Http;

namespace AcrImport.Azure.Oci;

/// <summary>Reads one entry of <c>acr/v1/{repository}/_manifests</c>.</summary>
internal static class ManifestListReader
{
    public static ImageManifest Read(RegistryHost registry, string repository, JsonElement item)
    {
        var mediaType = item.Text("mediaType") ?? string.Empty;
        var kind = MediaTypes.KindOf(mediaType, item.Text("configMediaType"));
        return new ImageManifest
        {
            Registry = registry.ToString(),
            Repository = repository,
            Tags = [.. item.Items("tags").Select(tag => tag.Text()).OfType<string>()],
            Digest = item.Text("digest") ?? string.Empty,
            Kind = kind,
            MediaType = mediaType,
            ArtifactType = item.Text("artifactType") ?? item.Text("configMediaType"),
            Size = kind == ManifestKind.Index ? null : item.Number("imageSize"),
            Platforms = item.Text("os") is { Length: > 0 } ? [ManifestReader.Platform(item, item.Text("digest"))] : [],
            CreatedOn = item.Time("createdTime"),
            LastUpdatedOn = item.Time("lastUpdateTime"),
        };
    }
}
