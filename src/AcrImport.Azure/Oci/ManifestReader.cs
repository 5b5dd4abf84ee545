using System.Text.Json;
using AcrImport.Azure.Http;

namespace AcrImport.Azure.Oci;

/// <summary>Reads a manifest's own JSON: an index, an image or an artifact.</summary>
internal static class ManifestReader
{
    public static ImageManifest Read(RegistryHost registry, ImageName image, string digest, ServiceReply reply)
    {
        var json = reply.Json;
        var mediaType = json.Text("mediaType") ?? reply.Header("Content-Type")?.Split(';')[0].Trim() ?? string.Empty;
        var config = json.Field("config");
        var configType = config.Text("mediaType");
        var kind = MediaTypes.KindOf(mediaType, configType);
        return new ImageManifest
        {
            Registry = registry.ToString(),
            Repository = image.Repository,
            Tags = image.Tag is { } tag ? [tag] : [],
            Digest = digest,
            Kind = kind,
            MediaType = mediaType,
            ArtifactType = json.Text("artifactType") ?? configType,
            Size = kind == ManifestKind.Index ? null : SizeOf(json.Items("layers").Append(config)),
            Platforms = [.. json.Items("manifests").Where(IsPlatform).Select(child => Platform(child.Field("platform"), child.Text("digest")))],
        };
    }

    internal static ImagePlatform Platform(JsonElement platform, string? digest) => new()
    {
        Os = platform.Text("os") ?? string.Empty,
        Architecture = platform.Text("architecture") ?? string.Empty,
        Variant = platform.Text("variant"),
        OsVersion = platform.Text("os.version"),
        Digest = digest ?? string.Empty,
    };

    // The numbers are the registry's word; null where no number can hold their sum.
    private static long? SizeOf(IEnumerable<JsonElement> parts)
    {
        try
        {
            return parts.Sum(part => part.Number("size") ?? 0);
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    // Build tools put attestations beside the platforms, as children for the platform "unknown/unknown".
    private static bool IsPlatform(JsonElement child) =>
        child.Field("platform") is { ValueKind: JsonValueKind.Object } platform && platform.Text("os") != "unknown";
}
