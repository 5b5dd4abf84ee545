using System.Text.Json.Serialization;

namespace AcrImport.Emulator.Arm.ResourceGraph;

/// <summary>Which part of a query's result is wanted.</summary>
internal sealed class GraphRequestOptions
{
    [JsonPropertyName("$top")]
    public int? Top { get; init; }

    [JsonPropertyName("$skip")]
    public int? Skip { get; init; }

    [JsonPropertyName("$skipToken")]
    public string? SkipToken { get; init; }

    public string? ResultFormat { get; init; }
}
