namespace AcrImport.Tests.Images;

public sealed class ImageNameTests
{
    private const string Hex = "2498fce14358aa50ead0cc6c19990fc6ff866ce72aeb5546e1d59caac3d0d60f";

    public static TheoryData<string, string, string?, string?> Names { get; } = new()
    {
        { "nginx", "nginx", null, null },
        { "base/nginx:1.27", "base/nginx", "1.27", null },
        { $"base/nginx@sha256:{Hex}", "base/nginx", null, $"sha256:{Hex}" },
        { $"base/nginx:1@sha256:{Hex}", "base/nginx", "1", $"sha256:{Hex}" },
        { "a.b/c:d", "a.b/c", "d", null },
        { "0", "0", null, null },
        { "a:UPPER", "a", "UPPER", null },
        { "a:1_-.", "a", "1_-.", null },
    };

    public static TheoryData<string> GoodRepositories { get; } = ["a", "a.b", "a_b", "a__b", "a-b", "a---b", "a/b/c", "a-b_c.d", "1/2", "a.b-c__d----e"];

    public static TheoryData<string> BadRepositories { get; } =
    [
        ".a", "a.", "_a", "a_", "-a", "a-", "a..b", "a___b", "a._b", "a.-b", "a-_b", "a_-b", "/a", "a/", "a//b", "a/.b", "a/b_", "A", "a/B", "ä", "ａ",
        "a b", " a", "a ", "a\tb", "a\nb", "a\r\n", "a\0", "a%2fb", "a\\b", "a+b", "a~b", "a*", "a?b", "a#b", "..", "a/../b", "\u200ba", "a\u202eb", "ı",
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public void Splits_a_name_without_filling_in(string text, string repository, string? tag, string? digest)
    {
        var name = ImageName.Parse(text);

        Assert.Equal((repository, tag, digest), (name.Repository, name.Tag, name.Digest?.ToString()));
        Assert.Equal(text, name.ToString());
        Assert.Equal(name, ImageName.Parse(text));
        Assert.Equal(name.GetHashCode(), ImageName.Parse(text).GetHashCode());
    }

    [Theory]
    [MemberData(nameof(GoodRepositories))]
    public void Takes_the_separators_of_the_grammar(string text) => Assert.Equal(text, ImageName.Parse(text).Repository);

    [Theory]
    [MemberData(nameof(BadRepositories))]
    public void Refuses_what_the_grammar_of_repositories_does(string text) =>
        Assert.Equal(ReferencePart.Repository, Assert.Throws<ReferenceFormatException>(() => ImageName.Parse(text)).Part);

    [Theory]
    [InlineData(255, true)]
    [InlineData(256, false)]
    public void Takes_a_repository_of_255_characters_and_no_more(int length, bool valid) =>
        Assert.Equal(valid, ImageName.TryParse(new string('a', length), out _));

    [Theory]
    [InlineData(128, true)]
    [InlineData(129, false)]
    public void Takes_a_tag_of_128_characters_and_no_more(int length, bool valid) =>
        Assert.Equal(valid, ImageName.TryParse("a:" + new string('t', length), out _));

    [Theory]
    [InlineData("a:")]
    [InlineData("a:.b")]
    [InlineData("a:-b")]
    [InlineData("a:b/c:")]
    [InlineData("a:b c")]
    [InlineData("a:b+c")]
    [InlineData("a:ä")]
    [InlineData("a:b\n")]
    [InlineData("a:*")]
    public void Refuses_what_the_grammar_of_tags_does(string text)
    {
        var error = Assert.Throws<ReferenceFormatException>(() => ImageName.Parse(text));

        // A slash behind the colon makes it part of a repository, as in localhost:5000/app.
        Assert.Equal(text.Contains('/', StringComparison.Ordinal) ? ReferencePart.Repository : ReferencePart.Tag, error.Part);
    }

    [Fact]
    public void Refuses_64_hexadecimal_digits_but_not_63_or_other_letters()
    {
        Assert.Contains("image ID", Assert.Throws<ReferenceFormatException>(() => ImageName.Parse(Hex)).Reason, StringComparison.Ordinal);
        Assert.True(ImageName.TryParse(Hex[1..], out _));
        Assert.True(ImageName.TryParse(Hex[1..] + "g", out _));
        Assert.True(ImageName.TryParse("a/" + Hex, out _));
    }

    [Fact]
    public void Gives_the_same_repository_another_tag_and_drops_the_digest() =>
        Assert.Equal("a/b:new", ImageName.Parse($"a/b:old@sha256:{Hex}").WithTag("new").ToString());

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("x@sha256:1")]
    public void Gives_no_tag_that_is_not_one(string tag) =>
        Assert.Throws<ReferenceFormatException>(() => ImageName.Parse("a").WithTag(tag));

    [Fact]
    public void Shows_control_characters_escaped_in_its_message() =>
        Assert.Contains("'a\\u001bb' is not a valid image name", Assert.Throws<ReferenceFormatException>(() => ImageName.Parse("a\u001bb")).Message, StringComparison.Ordinal);
}
