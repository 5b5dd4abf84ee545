using System.Management.Automation;

namespace AcrImport.Commands;

/// <summary>
/// <para>Waits until running imports are settled, verifies their targets, and writes an <see cref="ImportResult"/> for each as it is settled.</para>
/// <para>Errors: those of the import itself; ImportTimedOut past -TimeoutSec; ImportOutcomeUnknown where the service no longer knows the operation.</para>
/// </summary>
[Cmdlet(VerbsLifecycle.Wait, "AcrImport")]
[OutputType(typeof(ImportResult))]
public sealed class WaitAcrImportCommand : OperationCmdlet
{
    private readonly List<Task> _waiting = [];

    /// <summary>How many seconds to wait at most, 1 to 604800; 3600 by default.</summary>
    [Parameter]
    [ValidateRange(1, 604800)]
    public int TimeoutSec { get; set; } = 3600;

    /// <inheritdoc/>
    protected override void EndProcessing() => Wait(Task.WhenAll(_waiting));

    // Waiting costs nothing but a question now and then, so all are waited for at once.
    private protected override void Look(IReadOnlyList<AcrImportOperation> operations) =>
        _waiting.AddRange(operations.Select(operation => Task.Run(() => SettleAsync(operation), CancellationToken.None)));

    private async Task SettleAsync(AcrImportOperation operation)
    {
        var outcome = await Engine.WaitAsync(operation, TimeSpan.FromSeconds(TimeoutSec), Observer, Stop).ConfigureAwait(false);
        Pump.Post(() => Write(outcome));
    }
}
