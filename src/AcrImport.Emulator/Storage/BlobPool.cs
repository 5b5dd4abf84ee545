namespace AcrImport.Emulator.Storage;

/// <summary>
/// The blobs of a store as writers use them. Writers that want the same blob wait for one transfer instead of making two,
/// and a blob to which no manifest came to refer leaves the store with its last writer: a failed import leaves nothing.
/// </summary>
internal sealed class BlobPool(IBlobStore store, Func<Digest, bool> isReferenced)
{
    private readonly Dictionary<Digest, Entry> _entries = [];

    /// <summary>Leases a blob, and fetches it first where the store does not have it.</summary>
    public async Task<BlobLease> LeaseAsync(Digest digest, Func<CancellationToken, Task<Stream>> fetch, CancellationToken cancellationToken)
    {
        var entry = Enter(digest);
        var lease = new BlobLease(this, digest);
        try
        {
            await entry.Turn.WaitAsync(cancellationToken);
            try
            {
                if (store.FindLength(digest) is null)
                {
                    await using var content = await fetch(cancellationToken);
                    await store.AddAsync(digest, content, cancellationToken);
                }
            }
            finally
            {
                entry.Turn.Release();
            }

            return lease;
        }
        catch
        {
            await lease.DisposeAsync();
            throw;
        }
    }

    /// <summary>Deletes those of the blobs to which nothing refers any more.</summary>
    public async Task SweepAsync(IEnumerable<Digest> digests)
    {
        foreach (var digest in digests)
        {
            Enter(digest);
            await ReleaseAsync(digest);
        }
    }

    public async ValueTask ReleaseAsync(Digest digest)
    {
        Entry? entry;
        lock (_entries)
        {
            entry = _entries[digest];
        }

        await entry.Turn.WaitAsync();
        try
        {
            lock (_entries)
            {
                if (--entry.Writers > 0)
                {
                    return;
                }

                _entries.Remove(digest);
                if (!isReferenced(digest))
                {
                    store.Delete(digest);
                }
            }
        }
        finally
        {
            entry.Turn.Release();
        }
    }

    private Entry Enter(Digest digest)
    {
        lock (_entries)
        {
            if (!_entries.TryGetValue(digest, out var entry))
            {
                entry = new Entry();
                _entries.Add(digest, entry);
            }

            entry.Writers++;
            return entry;
        }
    }

    private sealed class Entry
    {
        public SemaphoreSlim Turn { get; } = new(1, 1);

        public int Writers { get; set; }
    }
}
