using System.Collections.Concurrent;

namespace AcrImport.Emulator.Storage;

internal sealed class MemoryBlobStore : IBlobStore
{
    private readonly ConcurrentDictionary<Digest, byte[]> _blobs = new();

    public long? FindLength(Digest digest) => _blobs.TryGetValue(digest, out var blob) ? blob.LongLength : null;

    public Stream OpenRead(Digest digest) => new MemoryStream(_blobs[digest], writable: false);

    public async Task AddAsync(Digest digest, Stream content, CancellationToken cancellationToken)
    {
        using var copy = new MemoryStream();
        await VerifiedCopy.CopyAsync(content, copy, digest, cancellationToken);
        _blobs[digest] = copy.ToArray();
    }

    public void Delete(Digest digest) => _blobs.TryRemove(digest, out _);
}
