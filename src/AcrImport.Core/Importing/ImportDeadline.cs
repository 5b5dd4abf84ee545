namespace AcrImport;

/// <summary>The time that an import is waited for.</summary>
internal static class ImportDeadline
{
    /// <summary>Does work, but not beyond the time that is given for it.</summary>
    /// <exception cref="TimeoutException">The time was over first; the work was told to stop.</exception>
    public static async Task<T> WithinAsync<T>(
        ImportClock clock, TimeSpan timeout, Func<CancellationToken, Task<T>> work, CancellationToken cancellation)
    {
        using var over = clock.CancelAfter(timeout);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation, over.Token);
        try
        {
            return await work(end.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException stopped) when (over.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new TimeoutException("The time for the import is over.", stopped);
        }
    }
}
