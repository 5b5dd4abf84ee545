using System.Management.Automation;
using AcrImport.Errors;
using AcrImport.Session;

namespace AcrImport.Commands;

/// <summary>What every command of the module has: a pump to the pipeline thread, a stop that works, and one way to tell errors.</summary>
public abstract class AcrCmdlet : PSCmdlet, IDisposable
{
    // In the field, not on demand: a stop may come before anything else.
    private readonly CancellationTokenSource _stop = new();

    /// <summary>Makes the parts that live as long as the command.</summary>
    private protected AcrCmdlet() => Log = new CommandLog(this, Pump);

    private protected PipelinePump Pump { get; } = new();

    private protected IImportLog Log { get; }

    /// <summary>Gets the token that ends all waiting.</summary>
    private protected CancellationToken Stop => _stop.Token;

    /// <summary>Ends everything that still waits. It is called also where a later command wants no more objects.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => _stop.Cancel();

    /// <summary>Ends everything that still waits.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _stop.Cancel();
            Pump.Close();
        }
    }

    /// <summary>Gets the session's backend, or ends the command where nobody has signed in.</summary>
    private protected IRegistryBackend RequireBackend() => RunspaceMemory.Current.Session?.Backend
        ?? throw Terminating(new AcrImportException(AcrErrorKind.NotSignedIn, $"{MyInvocation.MyCommand.Name} needs a sign-in, and this session has none."), MyInvocation.MyCommand.Name);

    /// <summary>Waits for work on other threads while the pipeline thread writes what they post.</summary>
    private protected T Wait<T>(Func<Task<T>> work)
    {
        var task = Task.Run(work, Stop);
        Wait(task);
        return task.Result;
    }

    private protected void Wait(Task task)
    {
        try
        {
            Pump.RunUntil(task, Stop);
        }
        catch (OperationCanceledException) when (Stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }

    /// <summary>Tells a failure of one item; the command goes on with the next.</summary>
    private protected void WriteFailure(AcrImportException failure, object? target) => WriteError(ErrorCatalog.ToRecord(failure, target));

    /// <summary>Ends the command with a failure. Throw what it returns, for the compiler's sake.</summary>
    private protected Exception Terminating(AcrImportException failure, object? target)
    {
        ThrowTerminatingError(ErrorCatalog.ToRecord(failure, target));
        return failure;
    }
}
