namespace AcrImport.Emulator.Importing;

/// <summary>The body of importImage as it comes over the wire.</summary>
internal sealed class ImportBody
{
    public ImportBodySource? Source { get; init; }

    public IReadOnlyList<string?>? TargetTags { get; init; }

    public IReadOnlyList<string?>? UntaggedTargetRepositories { get; init; }

    public string? Mode { get; init; }
}
