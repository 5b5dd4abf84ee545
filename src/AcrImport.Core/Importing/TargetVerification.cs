namespace AcrImport;

/// <summary>Reads every target back after an import and holds it against the source's digest.</summary>
internal sealed class TargetVerification(IRegistryReader reader, ImportClock clock)
{
    // A registry may show a tag a moment after the service has set it, and until then nothing or what it had before.
    private static readonly TimeSpan[] Patience = [TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)];

    private readonly TargetReader _targets = new(reader);

    public async Task<Verdict> VerifyAsync(
        ImportSubject subject, RegistryHost registry, IReadOnlyList<ImageName> targets, IReadOnlyList<string> untagged, Digest? source, IImportLog log, CancellationToken cancellation)
    {
        for (var look = 0; ; look++)
        {
            var reading = await _targets.ReadAsync(registry, targets, untagged, source, log, cancellation).ConfigureAwait(false);
            if (reading.Unreadable is { } why)
            {
                return Verdict.Untold($"The target could not be read back: {why}");
            }

            if (source is null && reading.Targets.Count == 0)
            {
                return Verdict.Untold("The source's digest is not known, and an untagged target cannot be found without it.");
            }

            var differing = reading.Targets.FirstOrDefault(target => source is null ? target.Digest is null : !source.Equals(target.Digest));
            if (differing is null)
            {
                return source is null
                    ? Verdict.Untold("The source could not be read from here, so there is nothing to hold the target against.", reading.Targets[0].Digest)
                    : new Verdict(true, source, null);
            }

            if (look == Patience.Length)
            {
                return await DifferenceAsync(subject, registry, differing, source, log, cancellation).ConfigureAwait(false);
            }

            await clock.DelayAsync(Patience[look], cancellation).ConfigureAwait(false);
        }
    }

    private async Task<Verdict> DifferenceAsync(
        ImportSubject subject, RegistryHost registry, TargetState target, Digest? source, IImportLog log, CancellationToken cancellation)
    {
        if (target.Digest is null)
        {
            return Wrong(AcrErrorKind.VerificationFailed, target, $"The service says that the import of {subject.Source} into {registry} is done, but {registry} has no {target.Name}.", subject);
        }

        var imported = await _targets.ReadAsync(registry, [], [target.Name.Repository], source, log, cancellation).ConfigureAwait(false);
        var isThere = imported.Targets.Count > 0 && imported.Targets[0].Digest is not null;
        return isThere
            ? Wrong(AcrErrorKind.TargetChanged, target, $"The import of {subject.Source} into {registry} is done, but somebody has moved {target.Name} since: it has {target.Digest}, and the source is {source}.", subject)
            : Wrong(AcrErrorKind.VerificationFailed, target, $"The service says that the import of {subject.Source} into {registry} is done, but {target.Name} has {target.Digest}, and the source is {source}.", subject);
    }

    private static Verdict Wrong(AcrErrorKind kind, TargetState target, string told, ImportSubject subject) =>
        new(false, target.Digest, told, new AcrImportException(kind, told) { OperationId = subject.OperationId });
}
