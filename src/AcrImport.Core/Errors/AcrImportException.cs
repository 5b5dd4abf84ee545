namespace AcrImport;

/// <summary>One failure, told so that a person can act: what failed, on what, and who said so.</summary>
public sealed class AcrImportException : Exception
{
    /// <summary>Makes a failure.</summary>
    /// <param name="kind">What went wrong, from the closed list.</param>
    /// <param name="message">One sentence: what failed, for what, who said so. Control characters are shown escaped.</param>
    /// <param name="innerException">The cause, where there is one.</param>
    public AcrImportException(AcrErrorKind kind, string message, Exception? innerException = null)
        : base(ControlCharacters.Escape(message), innerException)
    {
        Kind = kind;
    }

    /// <summary>Gets what went wrong.</summary>
    public AcrErrorKind Kind { get; }

    /// <summary>Gets the error code of Azure Resource Manager or of the registry, such as <c>Conflict</c>.</summary>
    public string? ServiceCode { get; init; }

    /// <summary>Gets the service's own text, unchanged; it may contain control characters.</summary>
    public string? ServiceMessage { get; init; }

    /// <summary>Gets the HTTP status of the answer that said so.</summary>
    public int? HttpStatus { get; init; }

    /// <summary>Gets the id of the import operation, which is also the client request id of its request.</summary>
    public string? OperationId { get; init; }

    /// <summary>Gets Azure's correlation id, for the activity log and for support.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>Tells the same failure in other words, with all that is known of it.</summary>
    /// <param name="message">The new sentence.</param>
    /// <param name="kind">Another kind, where the new sentence says something else.</param>
    /// <param name="operationId">The operation, where the failure did not know it.</param>
    public AcrImportException Retold(string message, AcrErrorKind? kind = null, string? operationId = null) => new(kind ?? Kind, message, this)
    {
        ServiceCode = ServiceCode,
        ServiceMessage = ServiceMessage,
        HttpStatus = HttpStatus,
        OperationId = OperationId ?? operationId,
        CorrelationId = CorrelationId,
    };
}
