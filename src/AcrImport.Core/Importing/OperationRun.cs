namespace AcrImport;

/// <summary>Takes a handle up again, in this session or another: asks how the import stands, waits for it, and verifies its target.</summary>
internal sealed class OperationRun(IRegistryBackend backend, ImportClock clock, ReadBudget budget, AcrImportOperation operation, IImportObserver observer)
{
    private readonly OperationWatch _watch = new(backend, clock, budget);
    private readonly ImportSubject _subject = OperationHandle.SubjectOf(operation);
    private readonly ImportReport _report = new(clock)
    {
        Registry = operation.Registry,
        Source = operation.Source,
        Target = operation.Target,
        OperationId = operation.OperationId,
        SourceDigest = Digest.TryParse(operation.SourceDigest, out var digest) ? digest : null,
    };

    private bool _isDone;

    public async Task<ImportOutcome> WaitAsync(TimeSpan timeout, CancellationToken cancellation)
    {
        try
        {
            return await ImportDeadline.WithinAsync(clock, timeout, SettleAsync, cancellation).ConfigureAwait(false);
        }
        catch (TimeoutException) when (_isDone)
        {
            return _report.Imported(Verdict.Untold("The time was over before the target was read back."));
        }
        catch (TimeoutException)
        {
            return _report.Running(operation, new AcrImportException(
                AcrErrorKind.ImportTimedOut, $"The import of {operation.Source} into {operation.Registry} is not done after {timeout.TotalSeconds:0} s more; the service is still at work.") { OperationId = operation.OperationId });
        }
        catch (AcrImportException error)
        {
            return _report.Failed(error, operation: operation);
        }
    }

    public async Task<ImportOutcome> CheckAsync(CancellationToken cancellation)
    {
        try
        {
            var state = await _watch.AskAsync(_subject, OperationHandle.StateOf(operation), observer, cancellation).ConfigureAwait(false);
            Heard(state);
            return state.Progress == OperationProgress.Running ? _report.Running(operation) : await SettledAsync(state, cancellation).ConfigureAwait(false);
        }
        catch (AcrImportException error)
        {
            return _report.Failed(error, operation: operation);
        }
    }

    private async Task<ImportOutcome> SettleAsync(CancellationToken cancellation)
    {
        var state = await _watch.UntilSettledAsync(_subject, OperationHandle.StateOf(operation), Heard, observer, cancellation).ConfigureAwait(false);
        return await SettledAsync(state, cancellation).ConfigureAwait(false);
    }

    private void Heard(OperationState state)
    {
        _report.CorrelationId = state.CorrelationId ?? _report.CorrelationId;
        if (state.Progress != OperationProgress.Running)
        {
            observer.Settled(operation);
        }
    }

    private async Task<ImportOutcome> SettledAsync(OperationState state, CancellationToken cancellation)
    {
        if (state.Error is { } error)
        {
            throw error;
        }

        _isDone = true;
        if (!operation.Verify)
        {
            return _report.Imported(Verdict.Untold("The target was not to be read (-NoVerify)."));
        }

        return _report.Imported(await VerifyAsync(cancellation).ConfigureAwait(false));
    }

    // A handle may come from a file, so Azure is asked where the registry is: a token for it goes nowhere else.
    private async Task<Verdict> VerifyAsync(CancellationToken cancellation)
    {
        if (!RegistrySelector.TryParse(operation.RegistryId, out var id) || OperationHandle.TargetsOf(operation) is not { } targets)
        {
            return Verdict.Untold("The handle does not tell what to read back.");
        }

        try
        {
            var registry = await backend.FindRegistryAsync(id, observer, cancellation).ConfigureAwait(false);
            return await new TargetVerification(backend, clock).VerifyAsync(
                _subject, registry.LoginServer, targets.Tags, targets.Repositories, _report.SourceDigest, observer, cancellation).ConfigureAwait(false);
        }
        catch (AcrImportException unseen)
        {
            return Verdict.Untold($"The target could not be read back: {unseen.Message}");
        }
    }
}
