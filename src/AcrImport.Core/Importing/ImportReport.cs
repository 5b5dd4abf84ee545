namespace AcrImport;

/// <summary>Gathers what becomes of one import and writes it down as its result.</summary>
internal sealed class ImportReport
{
    private readonly ImportClock _clock;
    private readonly TimeSpan _begin;

    public ImportReport(ImportClock clock)
    {
        _clock = clock;
        _begin = clock.Elapsed;
    }

    public required string Registry { get; set; }

    public required string Source { get; set; }

    public required string Target { get; init; }

    public Digest? SourceDigest { get; set; }

    /// <summary>Gets which tags stay as they are although they have another digest; null where none does.</summary>
    public string? Kept { get; set; }

    public string? OperationId { get; set; }

    public string? CorrelationId { get; set; }

    public ImportOutcome Imported(Verdict verdict) =>
        verdict.Error is { } error ? Failed(error, verdict) : new(Result(ImportStatus.Imported, WithKept(verdict), null), null);

    public ImportOutcome Unchanged(Verdict verdict) => new(Result(ImportStatus.Unchanged, WithKept(verdict), null), null);

    public ImportOutcome Running(AcrImportOperation operation, AcrImportException? error = null)
    {
        var result = Result(ImportStatus.Running, Verdict.Untold("The import is still running."), error, operation);
        return new ImportOutcome(result, error);
    }

    public ImportOutcome Failed(AcrImportException error, Verdict? verdict = null, AcrImportOperation? operation = null)
    {
        var isUnknown = error.Kind == AcrErrorKind.ImportOutcomeUnknown;
        verdict ??= Verdict.Untold(isUnknown ? "It is not known what became of the import." : "Nothing was imported.");
        return new ImportOutcome(Result(isUnknown ? ImportStatus.Unknown : ImportStatus.Failed, verdict, error, isUnknown ? operation : null), error);
    }

    // Verified speaks of every target, also of those that nobody touched.
    private Verdict WithKept(Verdict verdict) => Kept is { } kept && verdict.Verified == true ? Verdict.Untold(kept, verdict.Digest) : verdict;

    private ImportResult Result(ImportStatus status, Verdict verdict, AcrImportException? error, AcrImportOperation? operation = null) => new()
    {
        Registry = Registry,
        Source = Source,
        Target = Target,
        SourceDigest = SourceDigest?.ToString(),
        Digest = verdict.Digest?.ToString(),
        Verified = verdict.Verified,
        VerificationDetail = verdict.Detail,
        Status = status,
        Duration = _clock.Elapsed - _begin,
        OperationId = OperationId,
        CorrelationId = error?.CorrelationId ?? CorrelationId,
        Operation = operation,
        ErrorId = error?.Kind.ToString(),
        ErrorMessage = error?.Message,
    };
}
