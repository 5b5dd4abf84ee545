namespace AcrImport;

/// <summary>
/// Holds the early questions of all imports together below what Azure Resource Manager allows: a bucket of 250 reads, refilled with
/// 25 a second, for everything that the caller does in a region. Two fifths of that are taken here.
/// Source: Azure Resource Manager, "Understand how Azure Resource Manager throttles requests".
/// </summary>
public sealed class ReadBudget(ImportClock clock)
{
    private const double Size = 100;
    private const double PerSecond = 10;

    private readonly object _gate = new();
    private double _left = Size;
    private TimeSpan _filled = clock.Elapsed;

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
