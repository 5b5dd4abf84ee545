namespace AcrImport.Emulator.Storage;

/// <summary>Content does not have the digest under which it was offered.</summary>
internal sealed class DigestMismatchException(Digest expected, string actual)
    : Exception($"The content has the digest {actual}, not {expected}.");
