using System.Management.Automation;
using AcrImport.Session;

namespace AcrImport.Commands;

/// <summary>
/// <para>Imports images into an Azure container registry by the registry's own server-side import, several at a time: pinned to the
/// source's digest, verified afterwards, and left alone where the target has that digest already.</para>
/// <para>Writes one <see cref="ImportResult"/> an image, as each is settled. An image that fails gives a result with status Failed
/// and a non-terminating error whose id is one of <see cref="AcrErrorKind"/>; the others go on.</para>
/// </summary>
[Cmdlet(VerbsData.Import, "AcrImage", SupportsShouldProcess = true)]
[OutputType(typeof(ImportResult), typeof(AcrImportOperation))]
public sealed class ImportAcrImageCommand : ImageImportCmdlet
{
    private readonly List<Task> _running = [];
    private readonly HashSet<string> _targets = new(StringComparer.OrdinalIgnoreCase);
    private ImportEngine _engine = null!;
    private ImportSlots _slots = null!;
    private ImportWatcher _watcher = null!;
    private bool _hadInput;

    /// <summary>Returns the running operations (AcrImportOperation) and does not wait; Wait-AcrImport and Get-AcrImport take them.</summary>
    [Parameter]
    public SwitchParameter NoWait { get; set; }

    /// <summary>How many seconds an import is waited for, 1 to 604800; 3600 by default. Past it the result is Running, and the service goes on.</summary>
    [Parameter]
    [ValidateRange(1, 604800)]
    public int TimeoutSec { get; set; } = 3600;

    /// <summary>How many imports run at once, 1 to 256; 8 by default.</summary>
    [Parameter]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; } = 8;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _engine = new ImportEngine(RequireBackend(), ImportClock.System);
        _slots = new ImportSlots(ThrottleLimit);
        _watcher = new ImportWatcher(this, Pump, RunspaceMemory.Current);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        _hadInput = true;
        foreach (var source in Source)
        {
            if (Accept(source) is { } order && ShouldProcess($"{order.TargetText} in the registry {order.Registry}", $"Import {order.Source}"))
            {
                Start(order);
            }
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (!_hadInput)
        {
            WriteFailure(new AcrImportException(AcrErrorKind.NothingToImport, "The pipeline held no image, so nothing was imported."), MyInvocation.MyCommand.Name);
        }

        _watcher.NothingMoreComes();
        Wait(Task.WhenAll(_running));
        _watcher.End();
    }

    /// <inheritdoc/>
    protected override void StopProcessing()
    {
        base.StopProcessing();
        _watcher?.TellWhatStillRuns();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _watcher?.TellWhatStillRuns();
    }

    private ImportOrder? Accept(string source)
    {
        try
        {
            var order = Order(source);
            var taken = order.TargetNames.FirstOrDefault(name => !_targets.Add($"{order.Registry.Key}/{name}"));
            return taken is null
                ? order
                : throw new AcrImportException(AcrErrorKind.DuplicateTarget, $"The import of {order.Source} into {order.Registry} was not started: another image of this pipeline has the target {taken} already.");
        }
        catch (AcrImportException failure)
        {
            Write(ImportOutcome.Refused(Registry, source, string.Join(", ", Targets), failure));
            return null;
        }
    }

    private void Start(ImportOrder order)
    {
        Wait(_slots.TakeAsync(Stop));
        _running.RemoveAll(task => task.IsCompleted);
        _watcher.Started(order);
        _running.Add(Task.Run(() => RunAsync(order), CancellationToken.None));
    }

    private async Task RunAsync(ImportOrder order)
    {
        try
        {
            var timeout = TimeSpan.FromSeconds(TimeoutSec);
            var outcome = NoWait
                ? await _engine.StartAsync(order, timeout, _watcher, Stop).ConfigureAwait(false)
                : await _engine.RunAsync(order, timeout, _watcher, Stop).ConfigureAwait(false);
            Pump.Post(() => Write(outcome));
        }
        finally
        {
            _slots.Release();
        }
    }

    // The result first: an error may end the pipeline.
    private void Write(ImportOutcome outcome)
    {
        WriteObject(NoWait && outcome.Error is null && outcome.Result.Operation is { } operation ? operation : outcome.Result);
        if (outcome.Error is { } error)
        {
            WriteFailure(error, outcome.Result.Source);
        }
    }
}
