namespace AcrImport.Emulator.Storage;

/// <summary>A repository as a registry keeps it.</summary>
/// <param name="Name">The name.</param>
/// <param name="Created">When the first manifest came.</param>
/// <param name="Updated">When the last manifest or tag came.</param>
/// <param name="ManifestCount">How many manifests it has.</param>
/// <param name="TagCount">How many tags it has.</param>
/// <param name="Locks">What must not be done with all that it has.</param>
public sealed record StoredRepository(
    string Name, DateTimeOffset Created, DateTimeOffset Updated, int ManifestCount, int TagCount, ItemLocks Locks = ItemLocks.None);
