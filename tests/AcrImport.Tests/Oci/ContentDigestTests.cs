using AcrImport.Azure.Oci;

namespace AcrImport.Tests.Oci;

public sealed class ContentDigestTests
{
    private const string Sha256OfAbc = "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    [Theory]
    [InlineData(null)]
    [InlineData("sha256:0")]
    [InlineData("nonsense")]
    public void Hashes_with_sha256(string? like) => Assert.Equal(Sha256OfAbc, ContentDigest.Of("abc"u8.ToArray(), like));

    [Fact]
    public void Hashes_with_the_algorithm_that_was_told() =>
        Assert.StartsWith("sha512:ddaf35a193617abacc417349ae204131", ContentDigest.Of("abc"u8.ToArray(), "sha512:0"), StringComparison.Ordinal);
}
