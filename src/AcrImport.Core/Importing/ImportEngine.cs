namespace AcrImport;

/// <summary>Runs one import from the order to the outcome: find, start, ask until settled, read the digest back.</summary>
public sealed class ImportEngine
{
    private readonly IRegistryBackend _backend;
    private readonly ImportClock _clock;

    /// <summary>Makes an engine over a backend.</summary>
    public ImportEngine(IRegistryBackend backend, ImportClock clock)
    {
        _backend = backend;
        _clock = clock;
    }

    /// <summary>Runs one import.</summary>
    /// <returns>The outcome, also of an import that failed.</returns>
    /// <exception cref="OperationCanceledException">The caller no longer waits. What was started goes on at the service.</exception>
    public async Task<ImportOutcome> RunAsync(ImportOrder order, IImportLog log, CancellationToken cancellation)
    {
        var report = new ImportReport(order, _clock);
        try
        {
            var registry = await FindAsync(order, log, cancellation).ConfigureAwait(false);
            var request = report.Begin(registry);
            log.Verbose($"Importing {order.Source} into {registry.LoginServer} as {report.Target} (operation {request.OperationId}).");
            var state = await _backend.StartImportAsync(request, log, cancellation).ConfigureAwait(false);
            state = await WaitAsync(request, state, report, log, cancellation).ConfigureAwait(false);
            return state.Error is { } error
                ? report.Failed(error)
                : report.Imported(await ReadBackAsync(registry, order, log, cancellation).ConfigureAwait(false));
        }
        catch (AcrImportException error)
        {
            return report.Failed(error);
        }
    }

    private async Task<RegistryResource> FindAsync(ImportOrder order, IImportLog log, CancellationToken cancellation)
    {
        try
        {
            return await _backend.FindRegistryAsync(order.Registry, log, cancellation).ConfigureAwait(false);
        }
        catch (AcrImportException unfound)
        {
            throw unfound.Retold($"The import of {order.Source} into {order.Registry} was not started: {unfound.Message}");
        }
    }

    private async Task<OperationState> WaitAsync(
        ImportRequest request, OperationState state, ImportReport report, IImportLog log, CancellationToken cancellation)
    {
        report.Heard(state);
        for (var question = 1; state.Progress == OperationProgress.Running; question++)
        {
            await _clock.DelayAsync(PollingSchedule.DelayBefore(question, state.RetryAfter), cancellation).ConfigureAwait(false);
            try
            {
                state = await _backend.GetOperationAsync(request, state, log, cancellation).ConfigureAwait(false);
            }
            catch (AcrImportException lost)
            {
                throw lost.Retold(
                    $"The import of {request.Order.Source} into {request.Registry.LoginServer} was accepted, but its state can no longer be read: {lost.Message}",
                    AcrErrorKind.ImportOutcomeUnknown,
                    request.OperationId.ToString());
            }

            report.Heard(state);
        }

        return state;
    }

    // The import has succeeded by the service's word; a data plane that is closed to this client does not change that.
    private async Task<Digest?> ReadBackAsync(RegistryResource registry, ImportOrder order, IImportLog log, CancellationToken cancellation)
    {
        try
        {
            return await _backend.ResolveDigestAsync(registry.LoginServer, order.Targets[0], log, cancellation).ConfigureAwait(false);
        }
        catch (AcrImportException unreadable)
        {
            log.Verbose($"The digest of {registry.LoginServer}/{order.Targets[0]} could not be read back: {unreadable.Message}");
            return null;
        }
    }
}
