namespace AcrImport;

/// <summary>What reading the targets back has shown.</summary>
/// <param name="Verified">True, false, or null where it cannot be told.</param>
/// <param name="Digest">The digest that the targets have, where it was read.</param>
/// <param name="Detail">Why it is not true.</param>
/// <param name="Error">What to tell where it is false.</param>
internal sealed record Verdict(bool? Verified, Digest? Digest, string? Detail, AcrImportException? Error = null)
{
    public static Verdict Untold(string why, Digest? digest = null) => new(null, digest, why);
}
