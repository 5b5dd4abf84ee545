namespace AcrImport.Azure.Oci;

/// <summary>Every address of a registry's own API. Names are checked by the grammar before they get here, so they hold nothing to escape but ':'.</summary>
internal static class OciUris
{
    /// <summary>The largest page that the service gives.</summary>
    private const int PageSize = 1000;

    public static Uri Exchange(RegistryHost registry) => new($"https://{registry}/oauth2/exchange");

    public static Uri Token(RegistryHost registry) => new($"https://{registry}/oauth2/token");

    public static Uri Manifest(RegistryHost registry, ImageName image) =>
        new($"https://{registry}/v2/{image.Repository}/manifests/{image.Digest?.ToString() ?? image.Tag ?? ImageReference.DefaultTag}");

    public static Uri Manifests(RegistryHost registry, string repository) =>
        new($"https://{registry}/acr/v1/{repository}/_manifests?n={PageSize}");
}
