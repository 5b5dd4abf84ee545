namespace AcrImport;

/// <summary>
/// A manifest in a registry: an index with its platforms, or one image or artifact.
/// Its properties are plain values, so that it survives jobs, CliXml and JSON.
/// Sources: OCI image specification (manifest, index); Azure Container Registry "Manifests – Get List".
/// </summary>
public sealed class ImageManifest
{
    /// <summary>Gets the login server of the registry.</summary>
    public string Registry { get; init; } = string.Empty;

    /// <summary>Gets the repository.</summary>
    public string Repository { get; init; } = string.Empty;

    /// <summary>Gets the tags that are known to point here: the one asked for, or all when a repository is listed.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Gets the digest, <c>sha256:…</c>.</summary>
    public string Digest { get; init; } = string.Empty;

    /// <summary>Gets whether this is an index, an image or another artifact.</summary>
    public ManifestKind Kind { get; init; }

    /// <summary>Gets the media type of the manifest.</summary>
    public string MediaType { get; init; } = string.Empty;

    /// <summary>Gets the type of the artifact, or of the configuration where that tells it; null for an index.</summary>
    public string? ArtifactType { get; init; }

    /// <summary>Gets the size of configuration and layers in bytes; null for an index, whose platforms have their own.</summary>
    public long? Size { get; init; }

    /// <summary>Gets the platforms: those of an index, or the one of an image where the registry tells it.</summary>
    public IReadOnlyList<ImagePlatform> Platforms { get; init; } = [];

    /// <summary>Gets when the registry first had the manifest (UTC), where it tells.</summary>
    public DateTimeOffset? CreatedOn { get; init; }

    /// <summary>Gets when the registry last changed the manifest's entry (UTC), where it tells.</summary>
    public DateTimeOffset? LastUpdatedOn { get; init; }

    /// <summary>Returns the same manifest with its platforms filled in.</summary>
    public ImageManifest WithPlatforms(IReadOnlyList<ImagePlatform> platforms)
    {
        return new ImageManifest
        {
            Registry = Registry,
            Repository = Repository,
            Tags = Tags,
            Digest = Digest,
            Kind = Kind,
            MediaType = MediaType,
            ArtifactType = ArtifactType,
            Size = Size,
            Platforms = platforms,
            CreatedOn = CreatedOn,
            LastUpdatedOn = LastUpdatedOn,
        };
    }

    /// <summary>Returns <c>registry/repository@digest</c>.</summary>
    public override string ToString() => $"{Registry}/{Repository}@{Digest}";
}
