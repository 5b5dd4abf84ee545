using System.Buffers.Binary;

namespace AcrImport.Emulator.Seeding;

/// <summary>
/// Wraps bytes as gzip without compressing them. A compressor's output depends on its version and the platform,
/// and the digests of sample images must not.
/// </summary>
internal static class StoredGzip
{
    private const int MaxBlockLength = ushort.MaxValue;

    // Magic, method "deflate", no flags, no time, no extra flags, unknown system.
    private static readonly byte[] Header = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255];

    public static byte[] Wrap(ReadOnlySpan<byte> content)
    {
        using var gzip = new MemoryStream();
        gzip.Write(Header);
        var rest = content;
        do
        {
            var block = rest[..Math.Min(rest.Length, MaxBlockLength)];
            rest = rest[block.Length..];
            gzip.WriteByte(rest.IsEmpty ? (byte)1 : (byte)0);
            Write(gzip, (ushort)block.Length);
            Write(gzip, (ushort)~block.Length);
            gzip.Write(block);
        }
        while (!rest.IsEmpty);

        Span<byte> trailer = stackalloc byte[8];
        BinaryPrimitives.WriteUInt32LittleEndian(trailer, Crc32(content));
        BinaryPrimitives.WriteUInt32LittleEndian(trailer[4..], (uint)content.Length);
        gzip.Write(trailer);
        return gzip.ToArray();
    }

    private static void Write(MemoryStream gzip, ushort value)
    {
        Span<byte> bytes = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, value);
        gzip.Write(bytes);
    }

    private static uint Crc32(ReadOnlySpan<byte> content)
    {
        const uint Polynomial = 0xedb88320;
        var crc = uint.MaxValue;
        foreach (var value in content)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ Polynomial;
            }
        }

        return ~crc;
    }
}
