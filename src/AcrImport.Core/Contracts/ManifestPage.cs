namespace AcrImport;

/// <summary>One page of a listing.</summary>
public sealed class ManifestPage
{
    /// <summary>Gets the manifests in the registry's order.</summary>
    public required IReadOnlyList<ImageManifest> Manifests { get; init; }

    /// <summary>Gets what asks for the next page, opaque; null on the last one.</summary>
    public string? Continuation { get; init; }
}
