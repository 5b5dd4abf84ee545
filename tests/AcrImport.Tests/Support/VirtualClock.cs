namespace AcrImport.Tests.Support;

/// <summary>Time that passes only where somebody waits for it, and then at once.</summary>
internal sealed class VirtualClock : ImportClock
{
    private readonly List<TimeSpan> _delays = [];
    private TimeSpan _now = TimeSpan.FromDays(1);

    public IReadOnlyList<TimeSpan> Delays
    {
        get
        {
            lock (_delays)
            {
                return [.. _delays];
            }
        }
    }

    public override TimeSpan Elapsed
    {
        get
        {
            lock (_delays)
            {
                return _now;
            }
        }
    }

    public void Pass(TimeSpan time)
    {
        lock (_delays)
        {
            _now += time;
        }
    }

    public override async Task DelayAsync(TimeSpan delay, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        lock (_delays)
        {
            _delays.Add(delay);
            _now += delay;
        }

        // Real waiting lets others run, so this does too.
        await Task.Yield();
        cancellation.ThrowIfCancellationRequested();
    }
}
