namespace AcrImport.Emulator.Storage;

/// <summary>The blobs and the metadata of the emulator's registries, in memory or in a directory.</summary>
internal sealed class EmulatorStorage : IDisposable
{
    private readonly TimeProvider _time;

    private readonly FileStream? _claim;

    private EmulatorStorage(MetadataDatabase database, IBlobStore blobs, TimeProvider time, FileStream? claim = null)
    {
        _claim = claim;
        _time = time;
        Database = database;
        Blobs = blobs;
        Pool = new BlobPool(blobs, database.IsReferenced);
    }

    public MetadataDatabase Database { get; }

    public IBlobStore Blobs { get; }

    public BlobPool Pool { get; }

    public static EmulatorStorage InMemory(TimeProvider time) => new(MetadataDatabase.OpenInMemory(), new MemoryBlobStore(), time);

    /// <exception cref="IOException">The directory cannot be used, or another emulator uses it.</exception>
    public static EmulatorStorage InDirectory(string directory, TimeProvider time)
    {
        Directory.CreateDirectory(directory);
        var claim = new FileStream(Path.Combine(directory, "in-use"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        try
        {
            return new(
                MetadataDatabase.OpenFile(Path.Combine(directory, "metadata.db")),
                new DiskBlobStore(Path.Combine(directory, "blobs")),
                time,
                claim);
        }
        catch
        {
            claim.Dispose();
            throw;
        }
    }

    public RegistryStore StoreOf(string registry, IReadOnlyList<SynthesizedRepository>? synthesized = null) =>
        new(Database, Blobs, registry.ToLowerInvariant(), synthesized);

    public ImageWriter WriterOf(string registry) => new(Database, registry.ToLowerInvariant(), _time);

    public RegistryWriter RegistryWriterOf(string registry) => new(Database, Pool, WriterOf(registry), registry.ToLowerInvariant());

    public void Dispose()
    {
        Database.Dispose();
        _claim?.Dispose();
    }
}
