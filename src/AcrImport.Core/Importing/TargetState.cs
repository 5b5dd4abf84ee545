namespace AcrImport;

/// <summary>What was read about one target.</summary>
/// <param name="Name">The target's name; for an untagged one the repository with the digest.</param>
/// <param name="Digest">The digest that it has; null where it does not exist.</param>
internal sealed record TargetState(ImageName Name, Digest? Digest);
