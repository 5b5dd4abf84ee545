using System.Security.Cryptography;

namespace AcrImport.Azure.Oci;

/// <summary>Hashes content, since a registry may serve something else than was asked for.</summary>
internal static class ContentDigest
{
    /// <param name="content">The content.</param>
    /// <param name="like">A digest whose algorithm is used; sha256 where there is none.</param>
    public static string Of(byte[] content, string? like)
    {
        var isLong = like?.StartsWith("sha512:", StringComparison.Ordinal) == true;
        using HashAlgorithm algorithm = isLong ? SHA512.Create() : SHA256.Create();
        var hex = BitConverter.ToString(algorithm.ComputeHash(content)).Replace("-", string.Empty).ToLowerInvariant();
        return (isLong ? "sha512:" : "sha256:") + hex;
    }
}
