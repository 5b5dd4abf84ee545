namespace AcrImport.Tests.Support;

/// <summary>Time that passes only where somebody waits for it, and then at once.</summary>
internal sealed class VirtualClock : ImportClock
{
    private readonly List<TimeSpan> _delays = [];
    private readonly List<(TimeSpan End, CancellationTokenSource Source)> _ends = [];
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
        List<CancellationTokenSource> over;
        lock (_delays)
        {
            _now += time;
            over = [.. _ends.Where(end => end.End <= _now).Select(end => end.Source)];
            _ends.RemoveAll(end => end.End <= _now);
        }

        over.ForEach(Cancel);
    }

    private static void Cancel(CancellationTokenSource source)
    {
        try
        {
            source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // Nobody waits for this end any more.
        }
    }

    public override CancellationTokenSource CancelAfter(TimeSpan time)
    {
        lock (_delays)
        {
            var source = new CancellationTokenSource();
            _ends.Add((_now + time, source));
            return source;
        }
    }

    public override async Task DelayAsync(TimeSpan delay, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        lock (_delays)
        {
            _delays.Add(delay);
        }

        Pass(delay);

        // Real waiting lets others run, so this does too.
        await Task.Yield();
        cancellation.ThrowIfCancellationRequested();
    }
}
