namespace AcrImport.Azure.Oci;

/// <summary>Who visits which registry where, for one read.</summary>
internal sealed class SourceVisit(RegistryHost registry, Uri address, SourceCredential? credential, string identity)
{
    /// <summary>Gets the registry as the reference names it.</summary>
    public RegistryHost Registry { get; } = registry;

    /// <summary>Gets where its API is.</summary>
    public Uri Address { get; } = address;

    public SourceCredential? Credential { get; } = credential;

    /// <summary>Gets what stands for the credential in keys.</summary>
    public string Identity { get; } = identity;

    public Uri Manifest(ImageName image) =>
        new(Address, $"v2/{image.Repository}/manifests/{image.Digest?.ToString() ?? image.Tag ?? ImageReference.DefaultTag}");
}
