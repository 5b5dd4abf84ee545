namespace AcrImport;

/// <summary>
/// What came of one image. Its properties are plain values, so that it survives jobs, CliXml, JSON and CSV, and it binds to
/// the parameters of the reading commands, and to those of the import itself to try again.
/// </summary>
public sealed class ImportResult
{
    /// <summary>Gets the login server of the registry, or what was typed for it where it was not found.</summary>
    public string Registry { get; init; } = string.Empty;

    /// <summary>Gets the source in full, or what was typed for it where it could not be read.</summary>
    public string Source { get; init; } = string.Empty;

    /// <summary>Gets the target, <c>repository:tag</c>; several are joined by a comma.</summary>
    public string Target { get; init; } = string.Empty;

    /// <summary>Gets the digest that the target has after the import; null where it could not be read or nothing was imported.</summary>
    public string? Digest { get; init; }

    /// <summary>Gets the digest that the source had when the import began; null where the source could not be read from here.</summary>
    public string? SourceDigest { get; init; }

    /// <summary>
    /// Gets whether every target was read back and has the source's digest: true, false, or null where that could not be told,
    /// for the reason in <see cref="VerificationDetail"/>.
    /// </summary>
    public bool? Verified { get; init; }

    /// <summary>Gets why <see cref="Verified"/> is not true; null where it is.</summary>
    public string? VerificationDetail { get; init; }

    /// <summary>Gets what came of it.</summary>
    public ImportStatus Status { get; init; }

    /// <summary>Gets the time from the first request to the answer that settled it.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>Gets the id of the import operation; null where none was started.</summary>
    public string? OperationId { get; init; }

    /// <summary>Gets Azure's correlation id, as the activity log has it.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>Gets the running operation, for <c>Get-AcrImport</c> and <c>Wait-AcrImport</c>; null where nothing runs.</summary>
    public AcrImportOperation? Operation { get; init; }

    /// <summary>Gets the id of the error, as in <c>TargetTagExists</c>; null where there was none.</summary>
    public string? ErrorId { get; init; }

    /// <summary>Gets the message of the error; null where there was none.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>Returns source, target and status in one line.</summary>
    public override string ToString() => $"{Source} -> {Registry}/{Target}: {Status}";
}
