using System.Text.Json;

namespace AcrImport.Azure.Http;

/// <summary>Reads JSON leniently: a field that is absent, or of another type, reads as nothing.</summary>
internal static class JsonReply
{
    public static JsonElement Parse(byte[] body)
    {
        if (body.Length == 0)
        {
            return default;
        }

        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return default;
        }
    }

    public static JsonElement Field(this JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) ? value : default;

    public static string? Text(this JsonElement json, string name) =>
        json.Field(name).Text();

    /// <summary>Reads a text; one that is no valid Unicode, which the parser lets pass, reads as nothing.</summary>
    public static string? Text(this JsonElement json)
    {
        try
        {
            return json.ValueKind == JsonValueKind.String ? json.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    public static long? Number(this JsonElement json, string name) =>
        json.Field(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var value) ? value : null;

    public static DateTimeOffset? Time(this JsonElement json, string name) =>
        json.Field(name) is { ValueKind: JsonValueKind.String } text && text.TryGetDateTimeOffset(out var value) ? value : null;

    public static IEnumerable<JsonElement> Items(this JsonElement json, string name) =>
        json.Field(name) is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : [];
}
