namespace AcrImport;

/// <summary>What was read about all targets of an import, or why it could not be.</summary>
internal sealed class TargetReading
{
    private TargetReading(IReadOnlyList<TargetState> targets, string? unreadable)
    {
        Targets = targets;
        Unreadable = unreadable;
    }

    public IReadOnlyList<TargetState> Targets { get; }

    /// <summary>Gets why nothing was read; null where all was.</summary>
    public string? Unreadable { get; }

    public static TargetReading Of(IReadOnlyList<TargetState> targets) => new(targets, null);

    public static TargetReading Not(string why) => new([], why);

    /// <summary>Gets whether every target is there and has the digest.</summary>
    public bool AllAre(Digest digest) => Unreadable is null && Targets.All(target => digest.Equals(target.Digest));
}
