namespace AcrImport;

/// <summary>Reads source registries of any kind from this machine, to pin a tag to its digest before the service imports it.</summary>
public interface ISourceReader
{
    /// <summary>Asks a registry of the world for the digest that a tag has now, without reading the manifest (no pull is counted).</summary>
    /// <param name="registry">The registry as the reference names it; <c>docker.io</c> means Docker Hub's API host.</param>
    /// <param name="image">The image.</param>
    /// <param name="credential">What the registry is shown where it asks; null for nobody in particular.</param>
    /// <param name="log">Where steps are told.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>The digest, or null where the registry says that it has no such image.</returns>
    /// <exception cref="AcrImportException">The registry cannot be read from here, which says nothing about the service's own way to it.</exception>
    Task<Digest?> ResolveSourceDigestAsync(
        RegistryHost registry, ImageName image, SourceCredential? credential, IImportLog log, CancellationToken cancellation);
}
