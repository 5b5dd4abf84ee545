namespace AcrImport.Emulator.Storage;

/// <summary>A tag as a registry keeps it.</summary>
/// <param name="Name">The tag.</param>
/// <param name="Digest">The manifest that it names.</param>
/// <param name="Created">When the tag was first set.</param>
/// <param name="Updated">When the tag was last set.</param>
/// <param name="Locks">What must not be done with it.</param>
public sealed record StoredTag(string Name, Digest Digest, DateTimeOffset Created, DateTimeOffset Updated, ItemLocks Locks = ItemLocks.None);
