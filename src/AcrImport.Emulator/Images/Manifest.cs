using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using AcrImport.Emulator.Storage;

namespace AcrImport.Emulator.Images;

/// <summary>A manifest or index: its bytes as the source sent them, and what they point to.</summary>
internal sealed class Manifest
{
    /// <summary>The registry's limit for one manifest.</summary>
    public const int MaxLength = 4 * 1024 * 1024;

    private Manifest(string mediaType, byte[] content, Digest digest, Descriptor? config, IReadOnlyList<Descriptor> children, IReadOnlyList<Descriptor> layers)
    {
        MediaType = mediaType;
        Content = content;
        Digest = digest;
        Config = config;
        Children = children;
        Layers = layers;
    }

    public string MediaType { get; }

    public byte[] Content { get; }

    public Digest Digest { get; }

    public Descriptor? Config { get; }

    /// <summary>Gets the manifests of an index; empty for an image.</summary>
    public IReadOnlyList<Descriptor> Children { get; }

    /// <summary>Gets what a registry holds of the layers: those that only their vendor may hand out are left out.</summary>
    public IReadOnlyList<Descriptor> Layers { get; }

    /// <summary>Gets what this manifest refers to, as a signature does to an image.</summary>
    public Digest? Subject { get; private init; }

    /// <summary>Gets what kind of artifact it is; the type of the configuration where the manifest does not say.</summary>
    public string? ArtifactType { get; private init; }

    public JsonObject? Annotations { get; private init; }

    public IEnumerable<Descriptor> Blobs => Config is null ? Layers : Layers.Prepend(Config);

    public long ImageSize => Blobs.Sum(blob => blob.Size);

    /// <summary>Reads a manifest.</summary>
    /// <param name="content">The bytes.</param>
    /// <param name="mediaType">What the source called them; null or a general type where it did not say.</param>
    /// <exception cref="ManifestFormatException">The bytes are not a manifest of a known type.</exception>
    public static Manifest Parse(byte[] content, string? mediaType)
    {
        try
        {
            using var json = JsonDocument.Parse(content);
            var root = json.RootElement;
            var type = TypeOf(root, mediaType);
            var config = root.TryGetProperty("config", out var element) ? DescriptorOf(element) : null;
            if (config is null && type is (MediaTypes.OciManifest or MediaTypes.DockerManifest))
            {
                throw new ManifestFormatException("The manifest has no configuration.");
            }

            var layers = List(root, "layers").Concat(List(root, "blobs")).Where(layer => !MediaTypes.IsNotDistributable(layer.MediaType));
            return new Manifest(type, content, DigestOf(content), config, [.. List(root, "manifests")], [.. layers])
            {
                Subject = root.TryGetProperty("subject", out var subject) && subject.ValueKind == JsonValueKind.Object ? DescriptorOf(subject).Digest : null,
                ArtifactType = Text(root, "artifactType") is { Length: > 0 } artifactType ? artifactType : config?.MediaType,
                Annotations = root.TryGetProperty("annotations", out var annotations) && annotations.ValueKind == JsonValueKind.Object
                    ? JsonObject.Create(annotations.Clone())
                    : null,
            };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or ReferenceFormatException)
        {
            throw new ManifestFormatException("The manifest is not valid: " + e.Message, e);
        }
    }

    /// <summary>Reads a manifest that a registry has, which is one.</summary>
    public static Manifest Of(StoredManifest stored) => Parse(stored.Content.ToArray(), stored.MediaType);

    public static Digest DigestOf(byte[] content) => Digest.Parse("sha256:" + Convert.ToHexStringLower(SHA256.HashData(content)));

    private static string TypeOf(JsonElement root, string? declared)
    {
        var type = declared is not null && MediaTypes.Manifests.Contains(declared, StringComparer.Ordinal) ? declared : null;
        type ??= root.TryGetProperty("mediaType", out var written) ? written.GetString() : null;
        type ??= root.TryGetProperty("manifests", out _) ? MediaTypes.OciIndex : null;
        type ??= root.TryGetProperty("config", out _) ? MediaTypes.OciManifest : null;
        return type is not null && MediaTypes.Manifests.Contains(type, StringComparer.Ordinal)
            ? type
            : throw new ManifestFormatException($"The manifest's media type '{type ?? declared}' is not supported.");
    }

    private static IEnumerable<Descriptor> List(JsonElement root, string name) =>
        root.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Select(DescriptorOf)
            : [];

    private static Descriptor DescriptorOf(JsonElement element)
    {
        Platform? platform = null;
        if (element.TryGetProperty("platform", out var written) && written.ValueKind == JsonValueKind.Object)
        {
            platform = new(Text(written, "os"), Text(written, "architecture"));
        }

        var size = element.GetProperty("size");
        return new Descriptor(
            Text(element, "mediaType"),
            Digest.Parse(element.GetProperty("digest").GetString() ?? string.Empty),
            size.TryGetInt64(out var length) && length >= 0 ? length : throw new ManifestFormatException($"The size '{size}' is not a length in bytes."),
            platform);
    }

    private static string Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value.GetString() ?? string.Empty : string.Empty;
}
