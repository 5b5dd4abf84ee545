using System.Collections.Concurrent;
using AcrImport.Emulator.Faults;
using AcrImport.Emulator.Hosting;

namespace AcrImport.Emulator.Importing;

/// <summary>The imports of one emulator, running and done. Their results stay until the emulator stops.</summary>
internal sealed class ImportOperations(ImageImport import, FaultPlan faults, RequestLog log) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, ImportOperation> _operations = new(StringComparer.OrdinalIgnoreCase);
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();

    /// <summary>Starts an import under the caller's GUID, or under a new one where the caller gave none or used it before.</summary>
    public ImportOperation Start(ImportOrder order, Guid? wanted)
    {
        lock (_gate)
        {
            var id = wanted is { } given && !_operations.ContainsKey(ImportOperation.NameOf(given)) ? given : Guid.NewGuid();
            var progress = new ImportProgress();
            var struck = faults.TakeOfImport($"{order.Target.ResourceId}/importImage", [order.SourceImage.ToString(), .. order.Targets.Select(target => target.ToString())]);
            var operation = new ImportOperation(id, order, progress, struck.Contains(FaultKind.Vanish), RunAsync(order, progress, struck));
            _operations[operation.Name] = operation;
            return operation;
        }
    }

    public ImportOperation? Find(string name) => _operations.GetValueOrDefault(name) is { HasVanished: false } known ? known : null;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        foreach (var operation in _operations.Values)
        {
            // Failures are in the operation's answers and in the log; here only the end matters.
            await ((Task)operation.Completion).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        _stop.Dispose();
    }

    private async Task<ImportException?> RunAsync(ImportOrder order, ImportProgress progress, IReadOnlySet<FaultKind> struck)
    {
        // The caller gets its answer before the work begins; the time of the work counts from that answer.
        var accepted = import.Accept();
        await Task.Yield();
        try
        {
            await import.RunAsync(order, progress, struck, accepted, _stop.Token);
            return null;
        }
        catch (ImportException e)
        {
            return e;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.Bug($"The import of {order.SourceImage}", e);
            throw;
        }
    }
}
