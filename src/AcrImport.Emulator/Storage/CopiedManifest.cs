using AcrImport.Emulator.Images;

namespace AcrImport.Emulator.Storage;

/// <summary>A manifest whose content is all in the blob store.</summary>
internal sealed record CopiedManifest(Manifest Manifest, Platform? Platform);
