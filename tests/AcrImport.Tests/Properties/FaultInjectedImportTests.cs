using System.Collections.Concurrent;
using System.Text.Json;
using AcrImport.Tests.Support;

namespace AcrImport.Tests.Properties;

/// <summary>
/// Imports through the real clients and the real engine, against a service that drops, delays, refuses and forgets as a seed draws it.
/// Nothing but the chance in the pauses between tries is beyond the seed.
/// </summary>
public sealed class FaultInjectedImportTests
{
    private const int Imports = 10_000;

    [Fact]
    public async Task No_import_lies_and_none_is_lost()
    {
        var broken = new ConcurrentBag<(int Seed, string Story)>();
        var counts = new ConcurrentDictionary<string, int>();
        await Parallel.ForEachAsync(Enumerable.Range(1, Imports), TestContext.Current.CancellationToken, async (seed, _) =>
        {
            var (status, story) = await RunAsync(seed);
            counts.AddOrUpdate(status, 1, (_, count) => count + 1);
            if (story is not null)
            {
                broken.Add((seed, story));
            }
        });

        TestContext.Current.TestOutputHelper?.WriteLine(string.Join(", ", counts.Select(count => $"{count.Key}: {count.Value}")));
        Assert.True(broken.IsEmpty, $"{broken.Count} of {Imports} break a law:\n" + string.Join('\n', broken.OrderBy(story => story.Seed).Take(10).Select(story => story.Story)));
        Assert.Equal(Imports, counts.Values.Sum());
        Assert.Superset(
            new HashSet<string> { "Imported", "Imported verified", "Unchanged verified", "Failed", "Unknown", "Running", "Cancelled" }, counts.Keys.ToHashSet());
    }

    private static async Task<(string Status, string? Story)> RunAsync(int seed)
    {
        var drawn = new DrawnImport(seed);
        using var azure = new SimulatedAzure(drawn);
        var log = new KeptLog();
        try
        {
            var outcome = await ImportAsync(drawn, azure, log);
            drawn.World.Finish();
            var broken = new ImportLaws(drawn, azure, log, outcome).Broken();
            var status = outcome.Result.Status + (outcome.Result.Verified == true ? " verified" : "");
            return (status, broken.Count == 0 ? null : $"{drawn}\n  {status} {outcome.Result.ErrorMessage}\n  {string.Join("\n  ", broken)}");
        }
        catch (OperationCanceledException) when (azure.Cancellation.IsCancellationRequested)
        {
            var isNamed = azure.Service.Started.All(started => !started.HeardAccepted || log.AcceptedOperations.Any(operation => operation.OperationId == started.Id));
            return ("Cancelled", isNamed ? null : $"{drawn}\n  What was accepted is not named.");
        }
#pragma warning disable CA1031 // Whatever escapes is what is looked for.
        catch (Exception escaped)
#pragma warning restore CA1031
        {
            return ("Escaped", $"{drawn}\n  {escaped}");
        }
    }

    private static async Task<ImportOutcome> ImportAsync(DrawnImport drawn, SimulatedAzure azure, KeptLog log)
    {
        using var backend = azure.NewBackend();
        var engine = new ImportEngine(backend, azure.Clock);
        if (!drawn.IsHandedOver)
        {
            return await engine.RunAsync(drawn.Order, drawn.Timeout, log, azure.Cancellation);
        }

        var started = await engine.StartAsync(drawn.Order, drawn.Timeout, log, azure.Cancellation);
        if (started.Result is not { Status: ImportStatus.Running, ErrorId: null, Operation: { } handle })
        {
            return started;
        }

        using var other = azure.NewBackend();
        var read = JsonSerializer.Deserialize<AcrImportOperation>(JsonSerializer.Serialize(handle))!;
        return await new ImportEngine(other, azure.Clock).WaitAsync(read, drawn.Timeout, log, azure.Cancellation);
    }
}
