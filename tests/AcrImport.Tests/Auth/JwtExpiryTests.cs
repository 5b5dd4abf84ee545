using System.Text;
using AcrImport.Azure.Auth;

namespace AcrImport.Tests.Auth;

public sealed class JwtExpiryTests
{
    // The payload and the end that it states, in seconds of Unix time.
    public static TheoryData<string, long?> Payloads { get; } = new()
    {
        { """{"exp":1700000000}""", 1700000000 },
        { """{"sub":"ä?>~","exp":1}""", 1 },
        { """{"exp":0}""", 0 },
        { """{"exp":1700000000.75}""", 1700000000 },
        { """{"exp":1.7e9}""", 1700000000 },
        { """{"exp":"1700000000"}""", null },
        { """{"exp":null}""", null },
        { """{"exp":[]}""", null },
        { """{"exp":9223372036854775807}""", null },
        { """{"exp":-9223372036854775808}""", null },
        { """{"exp":1e300}""", null },
        { """{"iat":1}""", null },
        { "[1700000000]", null },
        { "not json", null },
        { "", null },
    };

    [Theory]
    [MemberData(nameof(Payloads))]
    public void Reads_the_end_of_a_token(string payload, long? seconds) =>
        Assert.Equal(seconds is { } end ? DateTimeOffset.FromUnixTimeSeconds(end) : null, JwtExpiry.Read(Token(payload)));

    [Theory]
    [InlineData("")]
    [InlineData("opaque")]
    [InlineData("a.b")]
    [InlineData("a.b.c.d")]
    [InlineData("a.***.c")]
    [InlineData("a.eyJ.c")]
    public void Finds_no_end_in_what_is_no_token(string text) => Assert.Null(JwtExpiry.Read(text));

    internal static string Token(string payload) =>
        "eyJhbGciOiJub25lIn0." + Convert.ToBase64String(Encoding.UTF8.GetBytes(payload)).TrimEnd('=').Replace('+', '-').Replace('/', '_') + ".c2ln";
}
