using AcrImport.Emulator.CommandLine;

namespace AcrImport.Emulator.Tests.CommandLine;

public sealed class DurationTests
{
    [Theory]
    [InlineData("0s", 0)]
    [InlineData("500ms", 500)]
    [InlineData("2s", 2000)]
    [InlineData("1.5s", 1500)]
    [InlineData("1m", 60_000)]
    public void Durations_are_read(string text, int milliseconds) => Assert.Equal(milliseconds, Duration.Parse(text).TotalMilliseconds);

    [Theory]
    [InlineData("")]
    [InlineData("2")]
    [InlineData("s")]
    [InlineData("-1s")]
    [InlineData("1,5s")]
    [InlineData("2 s")]
    [InlineData("999999999999m")]
    public void Other_texts_are_refused(string text) => Assert.Throws<FormatException>(() => Duration.Parse(text));

    [Theory]
    [InlineData("-1")]
    [InlineData("1s")]
    [InlineData("999999999")]
    public void Seconds_are_whole_and_bounded(string text) => Assert.Throws<FormatException>(() => Duration.ParseSeconds(text));
}
