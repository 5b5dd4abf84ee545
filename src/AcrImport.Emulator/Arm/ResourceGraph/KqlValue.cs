using System.Text.Json;
using System.Text.Json.Nodes;

namespace AcrImport.Emulator.Arm.ResourceGraph;

/// <summary>What a query says of a row: a column, or something within one.</summary>
/// <param name="Path">The column, and the names within it.</param>
internal sealed record KqlValue(IReadOnlyList<string> Path)
{
    public bool Lower { get; init; }

    public bool IsComputed { get; init; }

    public bool IsColumn => Path.Count == 1 && !IsComputed;

    /// <summary>Gets what the column is called where the query does not say: the service joins the path.</summary>
    public string Name => string.Join('_', Path);

    public JsonNode? NodeOf(JsonObject row)
    {
        JsonNode? node = row;
        foreach (var name in Path)
        {
            node = (node as JsonObject)?[name];
        }

        return Lower && node is not null ? JsonValue.Create(TextOf(row)) : node;
    }

    public string TextOf(JsonObject row)
    {
        JsonNode? node = row;
        foreach (var name in Path)
        {
            node = (node as JsonObject)?[name];
        }

        var text = node switch
        {
            null => string.Empty,
            _ when node.GetValueKind() == JsonValueKind.String => node.GetValue<string>(),
            _ => node.ToJsonString(),
        };
        return Lower ? text.ToLowerInvariant() : text;
    }
}
