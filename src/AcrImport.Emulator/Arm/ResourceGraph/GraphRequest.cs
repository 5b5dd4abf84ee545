namespace AcrImport.Emulator.Arm.ResourceGraph;

/// <summary>The body of a query as it comes over the wire.</summary>
internal sealed class GraphRequest
{
    public IReadOnlyList<string>? Subscriptions { get; init; }

    public string? Query { get; init; }

    public GraphRequestOptions? Options { get; init; }
}
