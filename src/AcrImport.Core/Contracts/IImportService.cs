namespace AcrImport;

/// <summary>The server-side import: starting one and asking how it stands.</summary>
public interface IImportService
{
    /// <summary>Asks the service to import.</summary>
    /// <returns>The state that the service answered with.</returns>
    /// <exception cref="AcrImportException">The service refused, or its answer was lost (<see cref="AcrErrorKind.ImportOutcomeUnknown"/>).</exception>
    Task<OperationState> StartImportAsync(ImportRequest request, IImportLog log, CancellationToken cancellation);

    /// <summary>Asks once how a running import stands.</summary>
    /// <param name="subject">The import, for the messages.</param>
    /// <param name="running">The newest state, whose status URL is asked.</param>
    /// <param name="log">Where steps are told.</param>
    /// <param name="cancellation">Ends the waiting; the service goes on.</param>
    /// <exception cref="AcrImportException">The state could not be read; the import itself may go on.</exception>
    Task<OperationState> GetOperationAsync(ImportSubject subject, OperationState running, IImportLog log, CancellationToken cancellation);
}
