namespace AcrImport;

/// <summary>Gathers what becomes of one import and writes it down as its result.</summary>
internal sealed class ImportReport(ImportOrder order, ImportClock clock)
{
    private readonly TimeSpan _begin = clock.Elapsed;
    private RegistryResource? _registry;
    private Guid? _operationId;
    private string? _correlationId;

    public string Target { get; } = string.Join(", ", order.Targets);

    public ImportRequest Begin(RegistryResource registry)
    {
        _registry = registry;
        _operationId = Guid.NewGuid();
        return new ImportRequest(order, registry, _operationId.Value);
    }

    public void Heard(OperationState state) => _correlationId = state.CorrelationId ?? _correlationId;

    public ImportOutcome Imported(Digest? digest) => new(Result(ImportStatus.Imported, digest, null), null);

    public ImportOutcome Failed(AcrImportException error)
    {
        var status = error.Kind == AcrErrorKind.ImportOutcomeUnknown ? ImportStatus.Unknown : ImportStatus.Failed;
        return new ImportOutcome(Result(status, null, error), error);
    }

    private ImportResult Result(ImportStatus status, Digest? digest, AcrImportException? error) => new()
    {
        Registry = _registry?.LoginServer.ToString() ?? order.Registry.ToString(),
        Source = order.Source.ToString(),
        Target = Target,
        Digest = digest?.ToString(),
        Status = status,
        Duration = clock.Elapsed - _begin,
        OperationId = _operationId?.ToString(),
        CorrelationId = error?.CorrelationId ?? _correlationId,
        ErrorId = error?.Kind.ToString(),
        ErrorMessage = error?.Message,
    };
}
