using System.Globalization;

namespace AcrImport.Emulator.CommandLine;

/// <summary>Durations as people type them.</summary>
internal static class Duration
{
    private static readonly TimeSpan Max = TimeSpan.FromDays(1);

    private static readonly (string Suffix, TimeSpan Unit)[] Units =
        [("ms", TimeSpan.FromMilliseconds(1)), ("s", TimeSpan.FromSeconds(1)), ("m", TimeSpan.FromMinutes(1))];

    /// <exception cref="FormatException">The text is not a duration; the message says why.</exception>
    public static TimeSpan Parse(string text)
    {
        foreach (var (suffix, unit) in Units)
        {
            if (text.EndsWith(suffix, StringComparison.Ordinal)
                && double.TryParse(text.AsSpan(0, text.Length - suffix.Length), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                && number <= Max / unit)
            {
                return unit * number;
            }
        }

        throw new FormatException($"'{ControlCharacters.Escape(text)}' is not a duration of at most a day such as 500ms, 2s or 1m.");
    }

    /// <exception cref="FormatException">The text is not a number of seconds.</exception>
    public static TimeSpan ParseSeconds(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= Max.TotalSeconds
            ? TimeSpan.FromSeconds(seconds)
            : throw new FormatException($"'{ControlCharacters.Escape(text)}' is not a whole number of seconds of at most a day.");
}
