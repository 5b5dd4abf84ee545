namespace AcrImport;

/// <summary>Asks how an accepted import stands until it is settled. A question that gets no answer is asked again; the import is never sent again.</summary>
internal sealed class OperationWatch(IImportService service, ImportClock clock, ReadBudget budget)
{
    /// <summary>Five questions in a row without an answer, each repeated with growing pauses already, mean that asking is of no use.</summary>
    private const int PatienceForSilence = 5;

    /// <param name="subject">The import, for the messages.</param>
    /// <param name="state">What was heard last.</param>
    /// <param name="heard">Is told each new state.</param>
    /// <param name="log">Where steps are told.</param>
    /// <param name="cancellation">Ends the waiting; the service goes on.</param>
    /// <exception cref="AcrImportException">The state can no longer be read (<see cref="AcrErrorKind.ImportOutcomeUnknown"/>).</exception>
    public async Task<OperationState> UntilSettledAsync(
        ImportSubject subject, OperationState state, Action<OperationState> heard, IImportLog log, CancellationToken cancellation)
    {
        var silence = 0;
        budget.Enter();
        try
        {
            for (var question = 1; state.Progress == OperationProgress.Running; question++)
            {
                await clock.DelayAsync(PollingSchedule.DelayBefore(question, state.RetryAfter, budget), cancellation).ConfigureAwait(false);
                try
                {
                    state = await service.GetOperationAsync(subject, state, log, cancellation).ConfigureAwait(false);
                    silence = 0;
                    heard(state);
                }
                catch (AcrImportException lost) when (IsPassing(lost.Kind) && ++silence < PatienceForSilence)
                {
                    log.Verbose($"Operation {subject.OperationId} could not be asked: {lost.Message}");
                }
                catch (AcrImportException lost)
                {
                    throw Unreadable(subject, lost);
                }
            }

            return state;
        }
        finally
        {
            budget.Leave();
        }
    }

    /// <summary>Asks once.</summary>
    public async Task<OperationState> AskAsync(ImportSubject subject, OperationState state, IImportLog log, CancellationToken cancellation)
    {
        try
        {
            return await service.GetOperationAsync(subject, state, log, cancellation).ConfigureAwait(false);
        }
        catch (AcrImportException lost)
        {
            throw Unreadable(subject, lost);
        }
    }

    private static bool IsPassing(AcrErrorKind kind) =>
        kind is AcrErrorKind.EndpointUnreachable or AcrErrorKind.ServiceError or AcrErrorKind.ThrottledByAzure;

    private static AcrImportException Unreadable(ImportSubject subject, AcrImportException lost) => lost.Retold(
        $"The import of {subject.Source} into {subject.Registry} was accepted, but its state can no longer be read: {lost.Message}",
        AcrErrorKind.ImportOutcomeUnknown,
        subject.OperationId);
}
