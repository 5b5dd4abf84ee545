namespace AcrImport.Emulator.Images;

/// <summary>A pointer from a manifest to content.</summary>
/// <param name="MediaType">The type of the content.</param>
/// <param name="Digest">The digest of the content.</param>
/// <param name="Size">The length of the content in bytes.</param>
/// <param name="Platform">What the content runs on, where an index says so.</param>
public sealed record Descriptor(string MediaType, Digest Digest, long Size, Platform? Platform = null);
