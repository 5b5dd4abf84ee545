using System.Text.Json;

namespace AcrImport.Tests.Properties;

/// <summary>An import operation as the simulated service has it.</summary>
internal sealed class SimulatedOperation(string id, string body)
{
    private readonly JsonElement _order = JsonDocument.Parse(body).RootElement;

    public string Id { get; } = id;

    public string Body { get; } = body;

    public string SourceImage => _order.GetProperty("source").GetProperty("sourceImage").GetString()!;

    public bool IsForced => _order.GetProperty("mode").GetString() == "Force";

    public IReadOnlyList<string> Tags => Texts("targetTags");

    public IReadOnlyList<string> Repositories => Texts("untaggedTargetRepositories");

    public OperationProgress State { get; set; } = OperationProgress.Running;

    /// <summary>Gets the code and the sentence that it failed with.</summary>
    public (int Status, string Code, string Reason) Failure { get; set; }

    /// <summary>Gets how often it was asked for; each time its address is signed anew.</summary>
    public int Asked { get; set; }

    /// <summary>Gets what the client has heard: that it was accepted, and how it ended.</summary>
    public bool HeardAccepted { get; set; }

    public OperationProgress? Heard { get; set; }

    private List<string> Texts(string name) =>
        _order.TryGetProperty(name, out var list) ? [.. list.EnumerateArray().Select(item => item.GetString()!)] : [];
}
