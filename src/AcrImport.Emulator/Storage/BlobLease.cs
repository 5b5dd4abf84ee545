namespace AcrImport.Emulator.Storage;

/// <summary>Keeps a blob in the store until it is disposed, although no manifest refers to it yet.</summary>
internal sealed class BlobLease(BlobPool pool, Digest digest) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => pool.ReleaseAsync(digest);
}
