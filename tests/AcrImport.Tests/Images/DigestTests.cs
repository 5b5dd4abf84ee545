namespace AcrImport.Tests.Images;

public sealed class DigestTests
{
    private const string Hex = "2498fce14358aa50ead0cc6c19990fc6ff866ce72aeb5546e1d59caac3d0d60f";

    public static TheoryData<string?, string> Refused { get; } = new()
    {
        { null, "the digest is empty" },
        { "", "the digest is empty" },
        { Hex, "has no algorithm" },
        { ":" + Hex, "algorithm ''" },
        { "md5:" + Hex, "algorithm 'md5'" },
        { "SHA256:" + Hex, "algorithm 'SHA256'" },
        { "sha256:", "has 0 characters" },
        { "sha256:" + Hex[1..], "has 63 characters" },
        { "sha256:" + Hex + "0", "has 65 characters" },
        { "sha512:" + Hex, "128 are required" },
        { "sha256:" + Hex[1..] + "F", "lower-case hexadecimal" },
        { "sha256:" + Hex[1..] + "g", "lower-case hexadecimal" },
        { "sha256:" + Hex[1..] + "\n", "lower-case hexadecimal" },
        { "sha256:" + Hex[1..] + "١", "lower-case hexadecimal" },
        { " sha256:" + Hex, "algorithm ' sha256'" },
    };

    [Fact]
    public void Reads_both_registered_algorithms()
    {
        Assert.Equal(("sha256", Hex), (Digest.Parse("sha256:" + Hex).Algorithm, Digest.Parse("sha256:" + Hex).Hex));
        Assert.Equal("sha512:" + Hex + Hex, Digest.Parse("sha512:" + Hex + Hex).ToString());
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void Says_why_it_is_none(string? text, string reason)
    {
        var error = Assert.Throws<ReferenceFormatException>(() => Digest.Parse(text!));

        Assert.Equal(ReferencePart.Digest, error.Part);
        Assert.Contains(reason, error.Reason, StringComparison.Ordinal);
        Assert.Equal(text ?? string.Empty, error.Text);
        Assert.False(Digest.TryParse(text, out _));
    }

    [Fact]
    public void Equals_by_value()
    {
        var digest = Digest.Parse("sha256:" + Hex);

        Assert.Equal(digest, Digest.Parse("sha256:" + Hex));
        Assert.Equal(digest.GetHashCode(), Digest.Parse("sha256:" + Hex).GetHashCode());
        Assert.NotEqual(digest, Digest.Parse("sha256:" + new string('0', 64)));
        Assert.False(digest.Equals(null));
    }
}
