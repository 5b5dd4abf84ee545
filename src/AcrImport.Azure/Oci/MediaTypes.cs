namespace AcrImport.Azure.Oci;

/// <summary>The media types of manifests. Sources: OCI image specification; Docker image manifest version 2, schema 2.</summary>
internal static class MediaTypes
{
    public const string DockerManifest = "application/vnd.docker.distribution.manifest.v2+json";
    public const string DockerList = "application/vnd.docker.distribution.manifest.list.v2+json";
    public const string OciManifest = "application/vnd.oci.image.manifest.v1+json";
    public const string OciIndex = "application/vnd.oci.image.index.v1+json";
    public const string OciArtifact = "application/vnd.oci.artifact.manifest.v1+json";
    public const string OrasArtifact = "application/vnd.cncf.oras.artifact.manifest.v1+json";

    /// <summary>All six: a registry answers "not found" where the type that it has is not asked for.</summary>
    public static readonly string AcceptAll = string.Join(", ", OciIndex, OciManifest, DockerList, DockerManifest, OciArtifact, OrasArtifact);

    private static readonly string[] ImageConfigs =
        ["application/vnd.oci.image.config.v1+json", "application/vnd.docker.container.image.v1+json"];

    public static ManifestKind KindOf(string mediaType, string? configMediaType) => mediaType switch
    {
        DockerList or OciIndex => ManifestKind.Index,
        OciArtifact or OrasArtifact => ManifestKind.Artifact,
        _ => configMediaType is null || ImageConfigs.Contains(configMediaType, StringComparer.Ordinal) ? ManifestKind.Image : ManifestKind.Artifact,
    };
}
