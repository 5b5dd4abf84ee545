namespace AcrImport;

/// <summary>Sends the request of an import, watches the operation and verifies its targets. It knows what was sent and what was accepted.</summary>
internal sealed class ImportSubmission
{
    /// <summary>A request whose answer was lost is sent a second time at most, and only after the target was seen to lack the image.</summary>
    private const int MostSubmissions = 2;

    private static readonly TimeSpan[] LooksAfterLoss = [TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4)];

    private readonly IRegistryBackend _backend;
    private readonly ImportClock _clock;
    private readonly OperationWatch _watch;
    private readonly TargetReader _targets;
    private readonly ImportOrder _order;
    private readonly ImportReport _report;
    private readonly IImportObserver _observer;
    private string? _copied;
    private AcrImportException? _lost;
    private int _sent;

    public ImportSubmission(IRegistryBackend backend, ImportClock clock, ReadBudget budget, ImportOrder order, ImportReport report, IImportObserver observer)
    {
        _backend = backend;
        _clock = clock;
        _watch = new OperationWatch(backend, clock, budget);
        _targets = new TargetReader(backend);
        _order = order;
        _report = report;
        _observer = observer;
    }

    /// <summary>Gets the operation that the service has accepted and not settled yet.</summary>
    public AcrImportOperation? Operation { get; private set; }

    /// <summary>Gets whether a request is on its way, or its answer was lost.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Gets whether the service has said that the import is done.</summary>
    public bool IsDone { get; private set; }

    /// <summary>Gets whether another request may be sent.</summary>
    public bool MaySendAgain => _sent < MostSubmissions;

    /// <param name="request">The request.</param>
    /// <param name="wait">Whether to wait until the operation is settled.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>The outcome; Running where the service has accepted the import and nobody waits.</returns>
    /// <exception cref="AcrImportException">The service refused, the operation failed, or nobody can tell.</exception>
    public async Task<ImportOutcome> SendAsync(ImportRequest request, bool wait, CancellationToken cancellation)
    {
        _observer.Entered(_order, ImportStage.Submitting, $"operation {request.OperationId}");
        _report.OperationId = request.OperationId.ToString();
        _sent++;
        IsOpen = true;
        OperationState state;
        try
        {
            state = await _backend.StartImportAsync(request, _observer, cancellation).ConfigureAwait(false);
        }
        catch (AcrImportException lost) when (lost.Kind == AcrErrorKind.ImportOutcomeUnknown)
        {
            return await LostAsync(request, lost, wait, cancellation).ConfigureAwait(false);
        }
        catch (AcrImportException refused) when (_lost is not null)
        {
            // The request before may have arrived all the same.
            throw refused.Retold($"{_lost.Message} It was sent once more, and that failed: {refused.Message}", AcrErrorKind.ImportOutcomeUnknown);
        }
        catch (AcrImportException)
        {
            IsOpen = false;
            throw;
        }

        Heard(request, state);
        IsOpen = false;
        if (!wait && Operation is { } running)
        {
            return _report.Running(running);
        }

        state = await _watch.UntilSettledAsync(request.Subject, state, heard => Heard(request, heard), _observer, cancellation).ConfigureAwait(false);
        if (state.Error is { } error)
        {
            throw error;
        }

        IsDone = true;
        return await VerifyAsync(request, cancellation).ConfigureAwait(false);
    }

    private void Heard(ImportRequest request, OperationState state)
    {
        _report.CorrelationId = state.CorrelationId ?? _report.CorrelationId;
        if (state.Progress != OperationProgress.Running)
        {
            if (Operation is { } settled)
            {
                Operation = null;
                _observer.Settled(settled);
            }

            return;
        }

        var isNew = Operation is null;
        Operation = OperationHandle.Of(request, state, _report.SourceDigest, _order, Operation?.StartedOn ?? DateTimeOffset.UtcNow);
        if (isNew)
        {
            _observer.Accepted(Operation);
        }

        // Told where something has changed, not at each question.
        var detail = state.Detail ?? string.Empty;
        if (detail != _copied)
        {
            _copied = detail;
            _observer.Entered(_order, ImportStage.Copying, detail);
        }
    }

    private async Task<ImportOutcome> VerifyAsync(ImportRequest request, CancellationToken cancellation)
    {
        if (!_order.Verify)
        {
            return _report.Imported(Verdict.Untold("The target was not to be read (-NoVerify)."));
        }

        _observer.Entered(_order, ImportStage.Verifying, string.Empty);
        return _report.Imported(await new TargetVerification(_backend, _clock).VerifyAsync(
            request.Subject, request.Registry.LoginServer, request.Targets, request.UntaggedTargets, _report.SourceDigest, _observer, cancellation).ConfigureAwait(false));
    }

    private async Task<ImportOutcome> LostAsync(ImportRequest request, AcrImportException lost, bool wait, CancellationToken cancellation)
    {
        if (_report.SourceDigest is not { } digest || !_order.Verify)
        {
            throw lost;
        }

        foreach (var pause in LooksAfterLoss)
        {
            await _clock.DelayAsync(pause, cancellation).ConfigureAwait(false);
            var reading = await _targets.ReadAsync(request.Registry.LoginServer, request.Targets, request.UntaggedTargets, digest, _observer, cancellation).ConfigureAwait(false);
            if (reading.Unreadable is not null)
            {
                throw lost;
            }

            if (reading.AllAre(digest))
            {
                IsOpen = false;
                return _report.Imported(new Verdict(true, digest, null));
            }
        }

        if (!MaySendAgain)
        {
            throw lost;
        }

        _lost = lost;
        _observer.Verbose($"The answer to operation {request.OperationId} was lost, and the target does not hold {digest}; the request is sent once more.");
        return await SendAsync(request.Again(), wait, cancellation).ConfigureAwait(false);
    }
}
