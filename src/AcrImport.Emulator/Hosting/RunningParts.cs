namespace AcrImport.Emulator.Hosting;

/// <summary>What has been started, in order; it stops in the reverse order, also where a start fails half-way.</summary>
internal sealed class RunningParts : IAsyncDisposable
{
    private readonly Stack<object> _parts = new();

    public T Add<T>(T part)
        where T : notnull
    {
        _parts.Push(part);
        return part;
    }

    public async ValueTask DisposeAsync()
    {
        while (_parts.TryPop(out var part))
        {
            if (part is IAsyncDisposable running)
            {
                await running.DisposeAsync();
            }
            else if (part is IDisposable held)
            {
                held.Dispose();
            }
        }
    }
}
