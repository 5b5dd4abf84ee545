namespace AcrImport;

/// <summary>Reads what a registry holds, over the registry's own API.</summary>
public interface IRegistryReader
{
    /// <summary>Asks for the digest that a tag has now, without reading the manifest.</summary>
    /// <returns>The digest, or null where the registry has no such image.</returns>
    /// <exception cref="AcrImportException">The registry could not be read.</exception>
    Task<Digest?> ResolveDigestAsync(RegistryHost registry, ImageName image, IImportLog log, CancellationToken cancellation);

    /// <summary>Reads one manifest by tag or digest.</summary>
    /// <exception cref="AcrImportException">There is none (<see cref="AcrErrorKind.ImageNotFound"/>), or the registry could not be read.</exception>
    Task<ImageManifest> GetManifestAsync(RegistryHost registry, ImageName image, IImportLog log, CancellationToken cancellation);

    /// <summary>Reads one page of a repository's manifests.</summary>
    /// <param name="registry">The registry's login server.</param>
    /// <param name="repository">The repository.</param>
    /// <param name="continuation">What the page before gave as <see cref="ManifestPage.Continuation"/>; null for the first page.</param>
    /// <param name="log">Where steps are told.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="AcrImportException">There is no such repository, or the registry could not be read.</exception>
    Task<ManifestPage> ListManifestsAsync(RegistryHost registry, string repository, string? continuation, IImportLog log, CancellationToken cancellation);
}
