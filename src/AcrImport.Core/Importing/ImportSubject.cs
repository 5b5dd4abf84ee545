namespace AcrImport;

/// <summary>What messages about one import speak of.</summary>
public sealed class ImportSubject
{
    /// <summary>Makes a subject.</summary>
    public ImportSubject(string source, string sourceRegistry, string registry, string operationId)
    {
        Source = source;
        SourceRegistry = sourceRegistry;
        Registry = registry;
        OperationId = operationId;
    }

    /// <summary>Gets the source in full.</summary>
    public string Source { get; }

    /// <summary>Gets the registry that the source is in.</summary>
    public string SourceRegistry { get; }

    /// <summary>Gets the login server of the registry that is imported into.</summary>
    public string Registry { get; }

    /// <summary>Gets the operation's id.</summary>
    public string OperationId { get; }
}
