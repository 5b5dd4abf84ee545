using System.Diagnostics.CodeAnalysis;

namespace AcrImport;

/// <summary>
/// A content digest, <c>algorithm:hex</c>: <c>sha256</c> with 64 or <c>sha512</c> with 128 lower-case hexadecimal digits.
/// Source: OCI image specification, "Digests" (the registered algorithms).
/// </summary>
public sealed class Digest : IEquatable<Digest>
{
    private const string Noun = "digest";

    private Digest(string algorithm, string hex)
    {
        Algorithm = algorithm;
        Hex = hex;
    }

    /// <summary>Gets the algorithm's name, <c>sha256</c> or <c>sha512</c>.</summary>
    public string Algorithm { get; }

    /// <summary>Gets the digits behind the colon.</summary>
    public string Hex { get; }

    /// <summary>Reads a digest.</summary>
    /// <param name="text">For example <c>sha256:2498fce1…</c>, all 64 digits.</param>
    /// <exception cref="ReferenceFormatException">The text is not a digest; the message says why.</exception>
    public static Digest Parse(string text) =>
        TryRead(text, out var digest, out var fault) ? digest : throw new ReferenceFormatException(text, Noun, fault);

    /// <summary>Reads a digest without throwing.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Digest? digest) => TryRead(text, out digest, out _);

    /// <inheritdoc/>
    public override string ToString() => $"{Algorithm}:{Hex}";

    /// <inheritdoc/>
    public bool Equals(Digest? other) => other is not null && Algorithm == other.Algorithm && Hex == other.Hex;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Digest);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Hex);

    internal static bool TryRead(string? text, [NotNullWhen(true)] out Digest? digest, out ReferenceFault fault)
    {
        digest = null;
        fault = FaultOf(text) is { } reason ? new(ReferencePart.Digest, reason) : default;
        if (fault.Reason is not null)
        {
            return false;
        }

        var colon = text!.IndexOf(':');
        digest = new Digest(text.Substring(0, colon), text.Substring(colon + 1));
        return true;
    }

    private static string? FaultOf(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "the digest is empty";
        }

        var colon = text!.IndexOf(':');
        if (colon < 0)
        {
            return $"the digest '{text}' has no algorithm; it is written 'sha256:' and 64 hexadecimal digits";
        }

        var algorithm = text.Substring(0, colon);
        var length = algorithm switch { "sha256" => 64, "sha512" => 128, _ => 0 };
        if (length == 0)
        {
            return $"the digest algorithm '{algorithm}' is not one of sha256 and sha512";
        }

        var digits = text.Length - colon - 1;
        if (digits != length)
        {
            return $"the digest has {digits} characters behind '{algorithm}:'; {length} are required";
        }

        return text.Skip(colon + 1).All(ReferenceGrammar.IsLowerHex)
            ? null
            : $"the digest '{text}' may contain only lower-case hexadecimal digits behind '{algorithm}:'";
    }
}
