namespace AcrImport;

/// <summary>What one answer of the service said about an import operation.</summary>
public sealed class OperationState
{
    private OperationState(OperationProgress progress) => Progress = progress;

    /// <summary>Gets how far the operation is.</summary>
    public OperationProgress Progress { get; }

    /// <summary>Gets the signed URL to ask next, while running. It is a secret: whoever has it can read the operation.</summary>
    public Uri? StatusUrl { get; private init; }

    /// <summary>Gets how long the service asks to wait before the next question, where it says so.</summary>
    public TimeSpan? RetryAfter { get; private init; }

    /// <summary>Gets what the service tells of the work, such as "2 of 4 manifests"; null where it tells nothing.</summary>
    public string? Detail { get; private init; }

    /// <summary>Gets why the operation failed.</summary>
    public AcrImportException? Error { get; private init; }

    /// <summary>Gets Azure's correlation id of the answer.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>The service is still at work.</summary>
    public static OperationState Running(Uri statusUrl, TimeSpan? retryAfter, string? correlationId = null, string? detail = null) =>
        new(OperationProgress.Running) { StatusUrl = statusUrl, RetryAfter = retryAfter, CorrelationId = correlationId, Detail = detail };

    /// <summary>The service says that the work is done.</summary>
    public static OperationState Succeeded(string? correlationId = null) =>
        new(OperationProgress.Succeeded) { CorrelationId = correlationId };

    /// <summary>The service says that the work failed.</summary>
    public static OperationState Failed(AcrImportException error, string? correlationId = null) =>
        new(OperationProgress.Failed) { Error = error, CorrelationId = correlationId };
}
