namespace AcrImport;

/// <summary>A result with the error behind it, where there is one.</summary>
public sealed class ImportOutcome
{
    internal ImportOutcome(ImportResult result, AcrImportException? error)
    {
        Result = result;
        Error = error;
    }

    /// <summary>Gets the result.</summary>
    public ImportResult Result { get; }

    /// <summary>Gets the error, or null.</summary>
    public AcrImportException? Error { get; }

    /// <summary>Makes the outcome of an order that could not even be read.</summary>
    /// <param name="registry">What was typed for the registry.</param>
    /// <param name="source">What was typed for the source.</param>
    /// <param name="target">What was typed for the target.</param>
    /// <param name="error">Why it was refused.</param>
    public static ImportOutcome Refused(string registry, string source, string target, AcrImportException error)
    {
        var result = new ImportResult
        {
            Registry = registry,
            Source = source,
            Target = target,
            Status = ImportStatus.Failed,
            VerificationDetail = "Nothing was imported.",
            ErrorId = error.Kind.ToString(),
            ErrorMessage = error.Message,
        };
        return new ImportOutcome(result, error);
    }
}
