namespace AcrImport;

/// <summary>
/// One import from the order to the outcome: find, pin, compare, submit, verify.
/// Every request that changes something is sent knowingly: what the target holds is looked at before and after it.
/// </summary>
internal sealed class ImportRun
{
    private readonly IRegistryBackend _backend;
    private readonly SourceResolver _sources;
    private readonly ImportClock _clock;
    private readonly ImportOrder _order;
    private readonly IImportObserver _observer;
    private readonly ImportReport _report;
    private readonly ImportSubmission _submission;
    private AcrImportException? _conflict;

    public ImportRun(IRegistryBackend backend, SourceResolver sources, ImportClock clock, ReadBudget budget, ImportOrder order, IImportObserver observer)
    {
        _backend = backend;
        _sources = sources;
        _clock = clock;
        _order = order;
        _observer = observer;
        _report = new ImportReport(clock) { Registry = order.Registry.ToString(), Source = order.Source.ToString(), Target = order.TargetText };
        _submission = new ImportSubmission(backend, clock, budget, order, _report, observer);
    }

    public async Task<ImportOutcome> RunAsync(TimeSpan timeout, bool wait, CancellationToken cancellation)
    {
        var outcome = await SettleAsync(timeout, wait, cancellation).ConfigureAwait(false);
        _observer.Entered(_order, ImportStage.Done, string.Empty);
        return outcome;
    }

    private async Task<ImportOutcome> SettleAsync(TimeSpan timeout, bool wait, CancellationToken cancellation)
    {
        try
        {
            return await ImportDeadline.WithinAsync(_clock, timeout, token => PrepareAsync(wait, token), cancellation).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return TimedOut(timeout);
        }
        catch (AcrImportException error)
        {
            return _report.Failed(error, operation: _submission.Operation);
        }
    }

    private async Task<ImportOutcome> PrepareAsync(bool wait, CancellationToken cancellation)
    {
        _observer.Entered(_order, ImportStage.Resolving, string.Empty);
        RegistryResource registry;
        ResolvedSource source;
        try
        {
            registry = await _backend.FindRegistryAsync(_order.Registry, _observer, cancellation).ConfigureAwait(false);
            _report.Registry = registry.LoginServer.ToString();
            source = await _sources.ResolveAsync(_order, _observer, cancellation).ConfigureAwait(false);
            _report.Source = source.ToString();
        }
        catch (AcrImportException unfound)
        {
            throw unfound.Retold($"The import of {_order.Source} into {_report.Registry} was not started: {unfound.Message}");
        }

        _report.SourceDigest = await new SourcePin(_backend).ReadAsync(_order, source, _observer, cancellation).ConfigureAwait(false);
        var plan = Decide(await ReadTargetsAsync(registry, cancellation).ConfigureAwait(false));
        return await FollowAsync(plan, registry, source, wait, cancellation).ConfigureAwait(false);
    }

    private Task<TargetReading> ReadTargetsAsync(RegistryResource registry, CancellationToken cancellation) => _order.Verify
        ? new TargetReader(_backend).ReadAsync(registry.LoginServer, _order.Targets, _order.UntaggedTargets, _report.SourceDigest, _observer, cancellation)
        : Task.FromResult(TargetReading.Not("it was not to be read (-NoVerify)."));

    private async Task<ImportOutcome> FollowAsync(ImportPlan plan, RegistryResource registry, ResolvedSource source, bool wait, CancellationToken cancellation)
    {
        switch (plan.Action)
        {
            case ImportAction.Unchanged:
                return Unchanged(plan);
            case ImportAction.Conflict:
                throw InTheWay(plan, registry, source);
        }

        try
        {
            return await _submission.SendAsync(Request(plan, registry, source), wait, cancellation).ConfigureAwait(false);
        }
        catch (AcrImportException conflict) when (conflict.Kind == AcrErrorKind.TargetTagExists)
        {
            return await ConflictAsync(conflict, registry, source, wait, cancellation).ConfigureAwait(false);
        }
    }

    private ImportRequest Request(ImportPlan plan, RegistryResource registry, ResolvedSource source) => new()
    {
        Registry = registry,
        Source = source,
        SourceImage = _report.SourceDigest is { } digest ? $"{source.Image.Repository}@{digest}" : $"{source.Image.Repository}:{source.Image.Tag}",
        Credential = _order.Credential,
        Targets = plan.Targets,
        UntaggedTargets = plan.UntaggedTargets,
        Mode = plan.Mode,
    };

    // Somebody else may just have finished the same import, or moved the tag.
    private async Task<ImportOutcome> ConflictAsync(
        AcrImportException conflict, RegistryResource registry, ResolvedSource source, bool wait, CancellationToken cancellation)
    {
        _conflict = conflict;
        var reading = await ReadTargetsAsync(registry, cancellation).ConfigureAwait(false);
        if (reading.Unreadable is { } why)
        {
            return _order.IfExists == IfExists.Skip && _order.TargetNames.Count() == 1 ? _report.Unchanged(Verdict.Untold($"The tag exists and was left as it is; what it has could not be read: {why}")) : throw conflict;
        }

        var plan = Decide(reading);
        return plan.Action switch
        {
            ImportAction.Unchanged => Unchanged(plan),
            ImportAction.Import or ImportAction.Update when _submission.MaySendAgain => await FollowAsync(plan, registry, source, wait, cancellation).ConfigureAwait(false),
            _ => throw conflict,
        };
    }

    private ImportPlan Decide(TargetReading reading)
    {
        var plan = ImportPlan.Decide(_order, _report.SourceDigest, reading);
        var kept = string.Join(", ", plan.Kept.Select(tag => $"{tag.Name} has {tag.Digest}"));
        _report.Kept = plan.Kept.Count == 0 ? null : $"Left as it is (-IfExists Skip): {kept}.";
        return plan;
    }

    private ImportOutcome Unchanged(ImportPlan plan) =>
        _report.Unchanged(new Verdict(true, plan.Kept.Count == 0 ? _report.SourceDigest : plan.Kept[0].Digest, null));

    private AcrImportException InTheWay(ImportPlan plan, RegistryResource registry, ResolvedSource source)
    {
        var tags = string.Join(", ", plan.Conflicts.Select(tag => $"{tag.Name} with {tag.Digest}"));
        var compared = _report.SourceDigest is { } digest ? $"the source has {digest}" : "the source's digest could not be read to compare";
        return new AcrImportException(
            AcrErrorKind.TargetTagExists, $"The import of {source} into {registry.LoginServer} was not started: the registry has {tags} already, and {compared}.");
    }

    private ImportOutcome TimedOut(TimeSpan timeout)
    {
        if (_submission.IsDone)
        {
            return _report.Imported(Verdict.Untold("The time was over before the target was read back."));
        }

        var told = $"The import of {_report.Source} into {_report.Registry} is not done after {timeout.TotalSeconds:0} s";
        if (_submission.Operation is { } operation)
        {
            return _report.Running(operation, new AcrImportException(AcrErrorKind.ImportTimedOut, told + "; the service is still at work.") { OperationId = operation.OperationId });
        }

        return _submission.IsOpen
            ? _report.Failed(new AcrImportException(AcrErrorKind.ImportOutcomeUnknown, told + ", and it is not known whether it was begun.") { OperationId = _report.OperationId })
            : _report.Failed(_conflict ?? new AcrImportException(AcrErrorKind.ImportTimedOut, told + "; the service has not been asked for it yet."));
    }
}
