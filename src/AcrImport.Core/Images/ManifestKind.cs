namespace AcrImport;

/// <summary>What a manifest describes.</summary>
public enum ManifestKind
{
    /// <summary>A container image for one platform.</summary>
    Image,

    /// <summary>A list of manifests, usually one for each platform.</summary>
    Index,

    /// <summary>Something else, such as a Helm chart or a signature.</summary>
    Artifact,
}
