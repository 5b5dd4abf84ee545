using System.Text.Json;

namespace AcrImport.Azure.Arm.Wire;

/// <summary>
/// The body of importImage, named as in Azure.ResourceManager.ContainerRegistry, whose type could take this one's place.
/// Source: Azure Resource Manager "Registries – Import Image", ImportImageParameters.
/// </summary>
internal sealed class ContainerRegistryImportImageContent(ContainerRegistryImportSource source)
{
    public ContainerRegistryImportSource Source { get; } = source;

    public IList<string> TargetTags { get; } = [];

    public IList<string> UntaggedTargetRepositories { get; } = [];

    public ContainerRegistryImportMode? Mode { get; set; }

    public byte[] ToJson()
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WritePropertyName("source");
            Source.Write(json);
            WriteList(json, "targetTags", TargetTags);
            WriteList(json, "untaggedTargetRepositories", UntaggedTargetRepositories);
            if (Mode is { } mode)
            {
                json.WriteString("mode", mode.ToString());
            }

            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static void WriteList(Utf8JsonWriter json, string name, IList<string> values)
    {
        if (values.Count == 0)
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }
}
