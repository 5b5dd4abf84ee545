namespace AcrImport;

/// <summary>One import in the user's words, before anything is checked.</summary>
public sealed class ImportOptions
{
    /// <summary>Gets the registry to import into: its name, login server or resource ID.</summary>
    public required string Registry { get; init; }

    /// <summary>Gets the subscription of that registry, where the user names it.</summary>
    public string? SubscriptionId { get; init; }

    /// <summary>Gets the resource group of that registry, where the user names it.</summary>
    public string? ResourceGroupName { get; init; }

    /// <summary>Gets the image to import.</summary>
    public required string Source { get; init; }

    /// <summary>Gets the caller's own Azure registry that the source is in: its resource ID, name or login server.</summary>
    public string? SourceRegistry { get; init; }

    /// <summary>Gets the host of the registry that the source is in, where it does not stand in the source itself.</summary>
    public string? SourceRegistryUri { get; init; }

    /// <summary>Gets what the source registry is shown; null for an anonymous import.</summary>
    public SourceCredential? Credential { get; init; }

    /// <summary>Gets the names that the image gets.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>Gets the repositories that get the image without a tag.</summary>
    public IReadOnlyList<string> UntaggedTargets { get; init; } = [];

    /// <summary>Gets what happens to a tag that exists.</summary>
    public IfExists IfExists { get; init; }

    /// <summary>Gets whether the source is read from here first, so that its digest is imported and not whatever the tag has later.</summary>
    public bool Pin { get; init; } = true;

    /// <summary>Gets whether the target is read, before the import to compare and after it to verify.</summary>
    public bool Verify { get; init; } = true;
}
