namespace AcrImport.Tests.Images;

public sealed class ControlCharactersTests
{
    [Theory]
    [InlineData("plain text – ä 漢 '\"\\", "plain text – ä 漢 '\"\\")]
    [InlineData("a\0b", @"a\u0000b")]
    [InlineData("\u001b[31mred", @"\u001b[31mred")]
    [InlineData("one\r\ntwo\t", @"one\u000d\u000atwo\u0009")]
    [InlineData("\u007f\u009b", @"\u007f\u009b")]
    [InlineData("gpj\u202eexe", @"gpj\u202eexe")]
    [InlineData("\u2066\u2069\u200b\u200f\ufeff", @"\u2066\u2069\u200b\u200f\ufeff")]
    [InlineData("a\U000E0041b\U0001D173", @"a\udb40\udc41b\ud834\udd73")]
    [InlineData("\u2028\u2029", @"\u2028\u2029")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void Shows_what_steers_a_terminal_as_an_escape(string? text, string shown) => Assert.Equal(shown, ControlCharacters.Escape(text));

    [Fact]
    public void Leaves_pairs_of_surrogates_together() => Assert.Equal("\U0001F433", ControlCharacters.Escape("\U0001F433"));

    [Fact]
    public void Returns_safe_text_itself()
    {
        var text = new string('x', 10);

        Assert.Same(text, ControlCharacters.Escape(text));
    }
}
