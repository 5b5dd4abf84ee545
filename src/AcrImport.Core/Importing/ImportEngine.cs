namespace AcrImport;

/// <summary>Runs imports over a backend. One engine serves many imports at once; they share the budget of early questions.</summary>
public sealed class ImportEngine
{
    private readonly IRegistryBackend _backend;
    private readonly SourceResolver _sources;
    private readonly ImportClock _clock;
    private readonly ReadBudget _budget;

    /// <summary>Makes an engine.</summary>
    public ImportEngine(IRegistryBackend backend, ImportClock clock)
    {
        _backend = backend;
        _sources = new SourceResolver(backend);
        _clock = clock;
        _budget = new ReadBudget(clock);
    }

    /// <summary>Runs one import until it is settled.</summary>
    /// <param name="order">The import.</param>
    /// <param name="timeout">How long to wait; past it the outcome is Running, and the service goes on.</param>
    /// <param name="observer">Is told what happens.</param>
    /// <param name="cancellation">Ends the waiting; what was started goes on at the service.</param>
    /// <returns>The outcome, also of an import that failed.</returns>
    /// <exception cref="OperationCanceledException">The caller no longer waits.</exception>
    public Task<ImportOutcome> RunAsync(ImportOrder order, TimeSpan timeout, IImportObserver observer, CancellationToken cancellation) =>
        new ImportRun(_backend, _sources, _clock, _budget, order, observer).RunAsync(timeout, wait: true, cancellation);

    /// <summary>Starts one import and returns as soon as the service has accepted it.</summary>
    /// <returns>An outcome with status Running and the operation, or what was settled at once.</returns>
    public Task<ImportOutcome> StartAsync(ImportOrder order, TimeSpan timeout, IImportObserver observer, CancellationToken cancellation) =>
        new ImportRun(_backend, _sources, _clock, _budget, order, observer).RunAsync(timeout, wait: false, cancellation);

    /// <summary>Asks once how an import stands that was started before.</summary>
    public Task<ImportOutcome> CheckAsync(AcrImportOperation operation, IImportObserver observer, CancellationToken cancellation) =>
        new OperationRun(_backend, _clock, _budget, operation, observer).CheckAsync(cancellation);

    /// <summary>Waits until an import is settled that was started before.</summary>
    public Task<ImportOutcome> WaitAsync(AcrImportOperation operation, TimeSpan timeout, IImportObserver observer, CancellationToken cancellation) =>
        new OperationRun(_backend, _clock, _budget, operation, observer).WaitAsync(timeout, cancellation);
}
