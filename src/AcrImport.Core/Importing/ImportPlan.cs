namespace AcrImport;

/// <summary>
/// Decides what to do with the targets of an import, from what was read of them; no request goes out from here.
/// What cannot be read is left to the service, which refuses to move a tag unless it is told to.
/// </summary>
internal sealed class ImportPlan
{
    private ImportPlan(ImportAction action) => Action = action;

    public ImportAction Action { get; }

    /// <summary>Gets the tags to send to the service.</summary>
    public IReadOnlyList<ImageName> Targets { get; private init; } = [];

    /// <summary>Gets the repositories to send to the service.</summary>
    public IReadOnlyList<string> UntaggedTargets { get; private init; } = [];

    public ImportMode Mode { get; private init; }

    /// <summary>Gets the tags that have another digest and stay as they are.</summary>
    public IReadOnlyList<TargetState> Kept { get; private init; } = [];

    /// <summary>Gets the tags that stand in the way.</summary>
    public IReadOnlyList<TargetState> Conflicts { get; private init; } = [];

    public static ImportPlan Decide(ImportOrder order, Digest? source, TargetReading reading)
    {
        if (reading.Unreadable is not null)
        {
            return new ImportPlan(ImportAction.Import)
            {
                Targets = order.Targets,
                UntaggedTargets = order.UntaggedTargets,
                Mode = order.IfExists == IfExists.Overwrite ? ImportMode.Force : ImportMode.NoForce,
            };
        }

        var tags = reading.Targets.Take(order.Targets.Count).ToList();
        var others = tags.Where(tag => tag.Digest is not null && !tag.Digest.Equals(source)).ToList();
        var stands = order.IfExists == IfExists.Fail || (order.IfExists == IfExists.Update && source is null);
        if (others.Count > 0 && stands)
        {
            return new ImportPlan(ImportAction.Conflict) { Conflicts = others };
        }

        var moved = order.IfExists == IfExists.Skip ? [] : others;
        var kept = order.IfExists == IfExists.Skip ? others : [];
        var missing = tags.Where(tag => tag.Digest is null).ToList();
        var untagged = order.UntaggedTargets.Where(repository => !IsThere(reading, tags.Count, repository)).ToList();
        if (missing.Count + moved.Count + untagged.Count == 0)
        {
            return new ImportPlan(ImportAction.Unchanged) { Kept = kept };
        }

        return new ImportPlan(moved.Count > 0 ? ImportAction.Update : ImportAction.Import)
        {
            Targets = [.. tags.Where(tag => missing.Contains(tag) || moved.Contains(tag)).Select(tag => tag.Name)],
            UntaggedTargets = untagged,
            Mode = moved.Count > 0 || order.IfExists == IfExists.Overwrite ? ImportMode.Force : ImportMode.NoForce,
            Kept = kept,
        };
    }

    private static bool IsThere(TargetReading reading, int tags, string repository) =>
        reading.Targets.Skip(tags).Any(target => target.Name.Repository == repository && target.Digest is not null);
}
