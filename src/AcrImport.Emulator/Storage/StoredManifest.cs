using AcrImport.Emulator.Images;

namespace AcrImport.Emulator.Storage;

/// <summary>A manifest as a registry keeps it.</summary>
/// <param name="Digest">Its digest.</param>
/// <param name="MediaType">Its media type.</param>
/// <param name="Content">Its bytes.</param>
/// <param name="Platform">What the image runs on; null for an index and for what is not an image.</param>
/// <param name="Created">When it came.</param>
/// <param name="Updated">When it last came.</param>
/// <param name="Locks">What must not be done with it.</param>
public sealed record StoredManifest(
    Digest Digest,
    string MediaType,
    ReadOnlyMemory<byte> Content,
    Platform? Platform,
    DateTimeOffset Created,
    DateTimeOffset Updated,
    ItemLocks Locks = ItemLocks.None);
