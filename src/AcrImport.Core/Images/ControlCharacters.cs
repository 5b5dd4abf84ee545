using System.Globalization;
using System.Text;

namespace AcrImport;

/// <summary>Makes text from outside safe to show: a registry's answer must not steer the reader's terminal.</summary>
public static class ControlCharacters
{
    /// <summary>Replaces control, escape, bidirectional and zero-width characters by <c>\u</c> sequences.</summary>
    /// <param name="text">Any text, for example an error message that a registry sent.</param>
    /// <returns>The same text where nothing had to be replaced; empty for null.</returns>
    public static string Escape(string? text)
    {
        if (string.IsNullOrEmpty(text) || !text!.Any(IsUnsafe))
        {
            return text ?? string.Empty;
        }

        var shown = new StringBuilder(text!.Length + 16);
        foreach (var character in text)
        {
            if (IsUnsafe(character))
            {
                shown.Append("\\u").Append(((int)character).ToString("x4", CultureInfo.InvariantCulture));
            }
            else
            {
                shown.Append(character);
            }
        }

        return shown.ToString();
    }

    private static bool IsUnsafe(char character) =>
        char.GetUnicodeCategory(character) is UnicodeCategory.Control
            or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator;
}
