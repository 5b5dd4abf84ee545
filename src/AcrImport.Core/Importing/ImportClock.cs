using System.Diagnostics;

namespace AcrImport;

/// <summary>Time as the engine sees it; a test brings its own. (netstandard2.0 has no TimeProvider, and Core takes no package.)</summary>
public class ImportClock
{
    /// <summary>Gets the clock on the wall.</summary>
    public static ImportClock System { get; } = new();

    /// <summary>Gets a reading that only ever grows.</summary>
    public virtual TimeSpan Elapsed => TimeSpan.FromSeconds(Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency);

    /// <summary>Waits.</summary>
    public virtual Task DelayAsync(TimeSpan delay, CancellationToken cancellation) => Task.Delay(delay, cancellation);

    /// <summary>Makes a source that is cancelled when the time is over.</summary>
    public virtual CancellationTokenSource CancelAfter(TimeSpan time) => new(time);
}
