using System.Management.Automation;
using AcrImport.Binding;
using AcrImport.Session;

namespace AcrImport.Commands;

/// <summary>What the commands that look at running imports have in common.</summary>
public abstract class OperationCmdlet : AcrCmdlet
{
    private ImportWatcher _watcher = null!;

    /// <summary>
    /// Running imports: what Import-AcrImage -NoWait has returned, results with status Running, or either of them read back from a file.
    /// Without it: all that were started in this session and are not known to be settled.
    /// </summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [OperationTransformation]
    public AcrImportOperation[]? Operation { get; set; }

    private protected ImportEngine Engine { get; private set; } = null!;

    private protected IImportObserver Observer => _watcher;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        Engine = new ImportEngine(RequireBackend(), ImportClock.System);
        _watcher = new ImportWatcher(this, Pump, RunspaceMemory.Current);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Look(Operation ?? RunspaceMemory.Current.Running);

    /// <summary>Looks at the given operations.</summary>
    private protected abstract void Look(IReadOnlyList<AcrImportOperation> operations);

    private protected void Write(ImportOutcome outcome)
    {
        WriteObject(outcome.Result);
        if (outcome.Error is { } error)
        {
            WriteFailure(error, outcome.Result.Source);
        }
    }
}
