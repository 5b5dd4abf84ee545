namespace AcrImport.Emulator.Images;

/// <summary>What an image runs on, as indexes and image configurations name it.</summary>
/// <param name="Os">For example <c>linux</c>.</param>
/// <param name="Architecture">For example <c>amd64</c>.</param>
public sealed record Platform(string Os, string Architecture);
