namespace AcrImport;

/// <summary>One import as it goes to the service.</summary>
public sealed class ImportRequest
{
    /// <summary>Gets the registry to import into.</summary>
    public required RegistryResource Registry { get; init; }

    /// <summary>Gets where the image comes from.</summary>
    public required ResolvedSource Source { get; init; }

    /// <summary>Gets the image as the service is asked for it: <c>repository:tag</c>, or <c>repository@digest</c> where the digest is known.</summary>
    public required string SourceImage { get; init; }

    /// <summary>Gets what the source registry is shown.</summary>
    public SourceCredential? Credential { get; init; }

    /// <summary>Gets the tags that are set.</summary>
    public required IReadOnlyList<ImageName> Targets { get; init; }

    /// <summary>Gets the repositories that get the image without a tag.</summary>
    public IReadOnlyList<string> UntaggedTargets { get; init; } = [];

    /// <summary>Gets what the service does to a tag that exists.</summary>
    public ImportMode Mode { get; init; }

    /// <summary>Gets the id that the client chose, which the service uses in its messages.</summary>
    public Guid OperationId { get; init; } = Guid.NewGuid();

    /// <summary>Gets what messages speak of.</summary>
    public ImportSubject Subject => new(Source.ToString(), Source.Registry, Registry.LoginServer.ToString(), OperationId.ToString());

    /// <summary>Returns the same request as an operation of its own.</summary>
    public ImportRequest Again() => new()
    {
        Registry = Registry,
        Source = Source,
        SourceImage = SourceImage,
        Credential = Credential,
        Targets = Targets,
        UntaggedTargets = UntaggedTargets,
        Mode = Mode,
    };
}
