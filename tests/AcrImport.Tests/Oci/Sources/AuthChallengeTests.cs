using System.Text;
using AcrImport.Azure.Oci;

namespace AcrImport.Tests.Oci.Sources;

public sealed class AuthChallengeTests
{
    private const int Seed = 20261124;

    private static readonly string[] Alphabet =
        ["Bearer", "basic", "realm", "service", "=", "\"", "\\", ",", " ", "\t", "https://a.test/t", "a", "ä", "\0", "\r\n", "==", "/", "\ud83d", "error=\"x\""];

    [Theory]
    [InlineData(null, "")]
    [InlineData("", "")]
    [InlineData(" , ,", "")]
    [InlineData("Bearer", "Bearer")]
    [InlineData("""Bearer realm="https://a.test/t",service="s",scope="repository:a/b:pull,push" """, "Bearer realm=https://a.test/t service=s scope=repository:a/b:pull,push")]
    [InlineData("""bEARER REALM = "r" , Service=s""", "bEARER realm=r service=s")]
    [InlineData("""Bearer realm=https://a.test/t,service=s""", "Bearer realm=https://a.test/t service=s")]
    [InlineData("""Bearer realm="a\"b\\c",service="x, Basic realm=y" """, """Bearer realm=a"b\c service=x, Basic realm=y""")]
    [InlineData("""Basic realm="x", Bearer realm="y",error="invalid_token" """, "Basic realm=x|Bearer realm=y error=invalid_token")]
    [InlineData("""Bearer realm="y",Basic realm="x" """, "Bearer realm=y|Basic realm=x")]
    [InlineData("""Bearer realm="first",realm="second" """, "Bearer realm=first")]
    [InlineData("""Negotiate, NTLM, Basic realm="x" """, "Negotiate|NTLM|Basic realm=x")]
    [InlineData("""Negotiate YWJj==, Bearer realm="y" """, "Negotiate|Bearer realm=y")]
    [InlineData("""Bearer realm="never closed, service="s" """, "Bearer realm=never closed, service=|s")]
    [InlineData("Bearer realm=\"ends with \\", "Bearer realm=ends with \\")]
    [InlineData("realm=\"nobody's\", Bearer service=s", "Bearer service=s")]
    [InlineData("Bearer realm=,service=s", "Bearer realm= service=s")]
    public void Reads_challenges(string? header, string expected) =>
        Assert.Equal(expected.TrimEnd(), string.Join('|', AuthChallenge.ReadAll(header).Select(Show)).TrimEnd());

    [Fact]
    public void Reads_any_text_without_throwing()
    {
        var random = new Random(Seed);
        var parameters = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var text = new StringBuilder();
            for (var parts = random.Next(16); parts > 0; parts--)
            {
                text.Append(Alphabet[random.Next(Alphabet.Length)]);
            }

            var read = AuthChallenge.ReadAll(text.ToString());
            Assert.All(read, challenge => Assert.NotEmpty(challenge.Scheme));
            parameters += read.Count(challenge => challenge["realm"] is not null);
        }

        // Else the texts would test nothing.
        Assert.True(parameters > 100, $"{parameters} realms");
    }

    private static string Show(AuthChallenge challenge) => string.Join(
        ' ', new[] { "realm", "service", "scope", "error" }.Where(name => challenge[name] is not null).Select(name => $"{name}={challenge[name]}").Prepend(challenge.Scheme));
}
