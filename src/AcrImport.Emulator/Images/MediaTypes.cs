namespace AcrImport.Emulator.Images;

internal static class MediaTypes
{
    public const string DockerManifest = "application/vnd.docker.distribution.manifest.v2+json";
    public const string DockerManifestList = "application/vnd.docker.distribution.manifest.list.v2+json";
    public const string DockerImageConfig = "application/vnd.docker.container.image.v1+json";
    public const string OciManifest = "application/vnd.oci.image.manifest.v1+json";
    public const string OciIndex = "application/vnd.oci.image.index.v1+json";
    public const string OciImageConfig = "application/vnd.oci.image.config.v1+json";
    public const string OciLayer = "application/vnd.oci.image.layer.v1.tar+gzip";
    public const string OciArtifact = "application/vnd.oci.artifact.manifest.v1+json";
    public const string OrasArtifact = "application/vnd.cncf.oras.artifact.manifest.v1+json";

    /// <summary>Every kind of manifest that a registry of the emulator stores; what a source is asked for.</summary>
    public static readonly IReadOnlyList<string> Manifests =
        [OciIndex, OciManifest, DockerManifestList, DockerManifest, OciArtifact, OrasArtifact];

    public static bool IsIndex(string mediaType) => mediaType is OciIndex or DockerManifestList;

    public static bool IsImageConfig(string mediaType) => mediaType is OciImageConfig or DockerImageConfig;

    // Base layers that only their vendor may hand out; registries do not hold them.
    public static bool IsNotDistributable(string mediaType) =>
        mediaType.StartsWith("application/vnd.docker.image.rootfs.foreign.", StringComparison.Ordinal)
        || mediaType.StartsWith("application/vnd.oci.image.layer.nondistributable.", StringComparison.Ordinal);
}
