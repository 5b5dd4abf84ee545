namespace AcrImport;

/// <summary>
/// Holds the early questions of all imports together below what Azure Resource Manager allows: a bucket of 250 reads, refilled with
/// 25 a second, for everything that the caller does in a region. A good part of that is taken here, and shared evenly by the imports that run.
/// Source: Azure Resource Manager, "Understand how Azure Resource Manager throttles requests".
/// </summary>
public sealed class ReadBudget(ImportClock clock)
{
    private const double Size = 100;
    private const double PerSecond = 15;

    private readonly object _gate = new();
    private double _left = Size;
    private int _running;
    private TimeSpan _filled = clock.Elapsed;

    /// <summary>Gets how far apart the early questions of one import are, so that all that run have their turn.</summary>
    public TimeSpan Share => TimeSpan.FromSeconds(Volatile.Read(ref _running) / PerSecond);

    /// <summary>One more import is watched.</summary>
    public void Enter() => Interlocked.Increment(ref _running);

    /// <summary>One import less is watched.</summary>
    public void Leave() => Interlocked.Decrement(ref _running);

    /// <summary>Takes one read, if there is one.</summary>
    public bool TryTake()
    {
        lock (_gate)
        {
            var now = clock.Elapsed;
            _left = Math.Min(Size, _left + ((now - _filled).TotalSeconds * PerSecond));
            _filled = now;
            if (_left < 1)
            {
                return false;
            }

            _left--;
            return true;
        }
    }
}
