using System.Collections.Concurrent;
using System.Management.Automation;
using AcrImport.Session;

namespace AcrImport.Commands;

/// <summary>
/// Follows the imports of one command: tells their stages as verbose lines and, where somebody looks, as progress; remembers what the service
/// has accepted, and names what still runs there when the command is stopped.
/// </summary>
internal sealed class ImportWatcher(PSCmdlet command, PipelinePump pump, RunspaceMemory memory) : IImportObserver
{
    private const int MostNamed = 10;

    private readonly CommandLog _log = new(command, pump);
    private readonly ImportProgress? _progress = ImportProgress.For(command);
    private readonly ConcurrentDictionary<string, AcrImportOperation> _running = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<ImportOrder, string> _submitting = new();

    public void Verbose(string message) => _log.Verbose(message);

    public void Warning(string message) => _log.Warning(message);

    /// <summary>An import was begun; called on the pipeline thread.</summary>
    public void Started(ImportOrder order) => _progress?.Started(order);

    /// <summary>The number of imports is known from now on; called on the pipeline thread.</summary>
    public void NothingMoreComes() => _progress?.NothingMoreComes();

    public void Entered(ImportOrder order, ImportStage stage, string detail)
    {
        if (stage == ImportStage.Submitting)
        {
            _submitting[order] = detail;
        }
        else
        {
            _submitting.TryRemove(order, out _);
        }

        Verbose($"{order.Source}: {stage}{(detail.Length > 0 ? ", " + detail : string.Empty)}.");
        if (_progress is { } progress)
        {
            pump.Post(() => progress.Entered(order, stage, detail));
        }
    }

    public void Accepted(AcrImportOperation operation)
    {
        _running[operation.OperationId] = operation;
        memory.Remember(operation);
    }

    public void Settled(AcrImportOperation operation)
    {
        _running.TryRemove(operation.OperationId, out _);
        memory.Forget(operation);
    }

    /// <summary>The command has written everything; called on the pipeline thread. What runs now was meant to run on.</summary>
    public void End()
    {
        _running.Clear();
        _submitting.Clear();
        _progress?.End();
    }

    /// <summary>Names what nobody waits for any more. The streams of a stopped command are closed, so the host is told itself.</summary>
    public void TellWhatStillRuns()
    {
        // A stop comes on another thread than the end of the command that follows it.
        string[] left;
        lock (_running)
        {
            left =
            [
                .. _running.Values.Select(operation => operation.ToString()),
                .. _submitting.Select(open => $"{open.Key.Source} -> {open.Key.Registry}/{open.Key.TargetText} ({open.Value}), if the request has arrived"),
            ];
            _running.Clear();
            _submitting.Clear();
        }

        if (left.Length == 0)
        {
            return;
        }

        Show($"Stopped waiting. The service goes on with {left.Length} import(s); Get-AcrImport shows those that it has accepted:");
        foreach (var line in left.Take(MostNamed))
        {
            Show("  " + line);
        }

        if (left.Length > MostNamed)
        {
            Show($"  and {left.Length - MostNamed} more.");
        }
    }

    private void Show(string line)
    {
        try
        {
            command.Host.UI?.WriteWarningLine(line);
        }
        catch (Exception closed) when (closed is NotImplementedException or InvalidOperationException or System.Management.Automation.Host.HostException)
        {
            // A host without a screen has nobody to tell; Get-AcrImport still knows.
        }
    }
}
