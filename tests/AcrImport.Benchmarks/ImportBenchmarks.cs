using AcrImport.Emulator;

namespace AcrImport.Benchmarks;

/// <summary>How much time an import takes beside the service's own work, against an emulator that says "retry after 10 s" as Azure does.</summary>
internal static class ImportBenchmarks
{
    private static readonly TimeSpan Copy = TimeSpan.FromSeconds(2);

    public static async Task RunAsync(TextWriter report)
    {
        await using var emulator = await EmulatorServer.StartAsync(new EmulatorOptions { ImportDelay = Copy });
        using var session = new Session(emulator);

        var one = await Timing.OfAsync(5, run => LineAsync(session, $"Import-AcrImage myregistry hello-world -Target one:{run}"));
        await report.WriteLineAsync(one.Row("1 import, copy of 2 s, verified", $"{one.Median / Copy:0.00} × the copy"));
        if (await AzPeer.TrySignInAsync(emulator) is { } az)
        {
            var peer = await Timing.OfAsync(2, run => az.ImportAsync($"az:{run}"));
            await report.WriteLineAsync(peer.Row("the same by `az acr import`", $"{peer.Median / one.Median:0.0} × ours"));
        }

        var many = await Timing.OfAsync(3, run => LineAsync(session, Many(run, 64) + " | Import-AcrImage myregistry -ThrottleLimit 64"));
        await report.WriteLineAsync(many.Row("64 imports at once, copies of 2 s, verified", $"{many.Median / Copy:0.00} × one copy"));

        var again = await Timing.OfAsync(3, _ => LineAsync(session, Many(1, 64) + " | Import-AcrImage myregistry"));
        await report.WriteLineAsync(again.Row("the same 64 again: unchanged", $"{again.Median.TotalMilliseconds / 64:0.0} ms an image"));
    }

    private static string Many(int run, int count) =>
        $"1..{count} | ForEach-Object {{ [pscustomobject]@{{ Source = 'hello-world'; Target = \"many{run}:$_\" }} }}";

    private static Task LineAsync(Session session, string line)
    {
        var results = session.Run(line);
        return results.All(result => result.Properties["Verified"].Value is true)
            ? Task.CompletedTask
            : throw new InvalidOperationException($"Not every import of '{line}' was verified.");
    }
}
