using System.Buffers;
using System.Security.Cryptography;

namespace AcrImport.Emulator.Storage;

/// <summary>Copies a stream and checks its digest on the way, so that a blob is never held in memory to be verified.</summary>
internal static class VerifiedCopy
{
    private const int BufferLength = 81_920;

    /// <exception cref="DigestMismatchException">The content has another digest.</exception>
    public static async Task CopyAsync(Stream content, Stream target, Digest expected, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(AlgorithmOf(expected));
        var buffer = ArrayPool<byte>.Shared.Rent(BufferLength);
        try
        {
            int read;
            while ((read = await content.ReadAsync(buffer, cancellationToken)) > 0)
            {
                hash.AppendData(buffer, 0, read);
                await target.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        var hex = Convert.ToHexStringLower(hash.GetHashAndReset());
        if (hex != expected.Hex)
        {
            throw new DigestMismatchException(expected, $"{expected.Algorithm}:{hex}");
        }
    }

    private static HashAlgorithmName AlgorithmOf(Digest digest) =>
        digest.Algorithm == "sha512" ? HashAlgorithmName.SHA512 : HashAlgorithmName.SHA256;
}
