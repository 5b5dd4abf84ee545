namespace AcrImport;

/// <summary>Lets at most so many imports run at once. Waiting for a slot is what holds a fast pipeline back.</summary>
public sealed class ImportSlots : IDisposable
{
    private readonly SemaphoreSlim _free;

    /// <summary>Makes the slots, all free.</summary>
    public ImportSlots(int count) => _free = new SemaphoreSlim(count, count);

    /// <summary>Waits for a free slot and takes it.</summary>
    public Task TakeAsync(CancellationToken cancellation) => _free.WaitAsync(cancellation);

    /// <summary>Gives a slot back.</summary>
    public void Release() => _free.Release();

    /// <inheritdoc/>
    public void Dispose() => _free.Dispose();
}
