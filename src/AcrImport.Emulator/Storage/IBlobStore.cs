namespace AcrImport.Emulator.Storage;

/// <summary>Blobs by their digest. What is in it has been verified: bytes enter only together with the digest they must have.</summary>
internal interface IBlobStore
{
    /// <summary>Returns the blob's length, or null where the store does not have it.</summary>
    long? FindLength(Digest digest);

    /// <summary>Opens a blob that the store has; the stream can seek.</summary>
    Stream OpenRead(Digest digest);

    /// <summary>Stores a blob; nothing is stored where its content does not fit the digest.</summary>
    /// <exception cref="DigestMismatchException">The content has another digest.</exception>
    Task AddAsync(Digest digest, Stream content, CancellationToken cancellationToken);

    /// <summary>Deletes a blob; one that is not there is fine.</summary>
    void Delete(Digest digest);
}
