using AcrImport.Emulator.Images;

namespace AcrImport.Emulator.Sources;

/// <summary>A repository of the registry from which an image is imported.</summary>
internal interface IImageSource
{
    /// <summary>Reads a manifest by tag or digest; a digest has been verified.</summary>
    Task<Manifest> GetManifestAsync(string reference, CancellationToken cancellationToken);

    /// <summary>Opens a blob; whoever reads it verifies it.</summary>
    Task<Stream> OpenBlobAsync(Digest digest, CancellationToken cancellationToken);
}
