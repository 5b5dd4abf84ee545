using System.Globalization;
using System.Text.Json.Nodes;
using AcrImport.Emulator.Images;
using AcrImport.Emulator.Storage;

namespace AcrImport.Emulator.Registries;

/// <summary>The JSON of the registry's own metadata API, property by property.</summary>
internal static class MetadataBodies
{
    public static JsonObject Of(StoredRepository repository) => new()
    {
        ["createdTime"] = Text(repository.Created),
        ["lastUpdateTime"] = Text(repository.Updated),
        ["manifestCount"] = repository.ManifestCount,
        ["tagCount"] = repository.TagCount,
        ["changeableAttributes"] = Attributes(repository.Locks, "teleportEnabled", false),
    };

    public static JsonObject Of(StoredTag tag) => new()
    {
        ["name"] = tag.Name,
        ["digest"] = tag.Digest.ToString(),
        ["createdTime"] = Text(tag.Created),
        ["lastUpdateTime"] = Text(tag.Updated),
        ["signed"] = false,
        ["changeableAttributes"] = Attributes(tag.Locks),
    };

    public static JsonObject Of(StoredManifest stored, IEnumerable<string> tags)
    {
        var manifest = Manifest.Parse(stored.Content.ToArray(), stored.MediaType);
        var body = new JsonObject
        {
            ["digest"] = stored.Digest.ToString(),
            // What the service counts is inferred: configuration and layers, nothing for an index.
            ["imageSize"] = manifest.ImageSize,
            ["createdTime"] = Text(stored.Created),
            ["lastUpdateTime"] = Text(stored.Updated),
        };
        Add(body, stored.Platform);
        body["mediaType"] = stored.MediaType;
        if (manifest.Config is { } config)
        {
            body["configMediaType"] = config.MediaType;
        }

        body["tags"] = Array(tags.Select(tag => JsonValue.Create(tag)));
        body["changeableAttributes"] = Attributes(stored.Locks, "quarantineState", "Passed");
        return body;
    }

    /// <summary>The manifests of an index; null for an image.</summary>
    public static JsonArray? References(StoredManifest stored) =>
        MediaTypes.IsIndex(stored.MediaType) ? Array(Manifest.Parse(stored.Content.ToArray(), stored.MediaType).Children.Select(Reference)) : null;

    public static JsonArray Array(IEnumerable<JsonNode?> items) => new([.. items]);

    private static JsonObject Reference(Descriptor child)
    {
        var body = new JsonObject { ["digest"] = child.Digest.ToString() };
        Add(body, child.Platform);
        return body;
    }

    private static void Add(JsonObject body, Platform? platform)
    {
        if (platform is not null)
        {
            body["architecture"] = platform.Architecture;
            body["os"] = platform.Os;
        }
    }

    private static JsonObject Attributes(ItemLocks locks, string? further = null, JsonNode? value = null)
    {
        var attributes = new JsonObject
        {
            ["deleteEnabled"] = !locks.HasFlag(ItemLocks.Delete),
            ["writeEnabled"] = !locks.HasFlag(ItemLocks.Write),
            ["readEnabled"] = !locks.HasFlag(ItemLocks.Read),
            ["listEnabled"] = !locks.HasFlag(ItemLocks.List),
        };
        if (further is not null)
        {
            attributes[further] = value;
        }

        return attributes;
    }

    private static string Text(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
}
