namespace AcrImport.Emulator.Storage;

/// <summary>Where an image goes: a repository, and the tag that it gets there, if any.</summary>
internal sealed record ImageTarget(string Repository, string? Tag)
{
    public override string ToString() => Tag is null ? Repository : $"{Repository}:{Tag}";
}
