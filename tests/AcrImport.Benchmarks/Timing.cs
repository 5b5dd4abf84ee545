using System.Diagnostics;

namespace AcrImport.Benchmarks;

/// <summary>The wall time of a few runs of the same thing, after one that is not counted.</summary>
internal sealed class Timing
{
    private readonly TimeSpan[] _sorted;

    private Timing(IEnumerable<TimeSpan> runs) => _sorted = [.. runs.Order()];

    public TimeSpan Median => _sorted[_sorted.Length / 2];

    public static async Task<Timing> OfAsync(int runs, Func<int, Task> work)
    {
        await work(0);
        var times = new List<TimeSpan>();
        for (var run = 1; run <= runs; run++)
        {
            var clock = Stopwatch.StartNew();
            await work(run);
            times.Add(clock.Elapsed);
        }

        return new Timing(times);
    }

    public string Row(string what, string against) =>
        $"| {what} | {Median.TotalSeconds:0.00} s | {_sorted[0].TotalSeconds:0.00} s | {_sorted[^1].TotalSeconds:0.00} s | {against} |";
}
