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
        if (string.IsNullOrEmpty(text) || !Enumerable.Range(0, text!.Length).Any(index => IsUnsafe(text, index)))
        {
            return text ?? string.Empty;
        }

        var shown = new StringBuilder(text!.Length + 16);
        for (var index = 0; index < text.Length; index++)
        {
            if (IsUnsafe(text, index))
            {
                shown.Append("\\u").Append(((int)text[index]).ToString("x4", CultureInfo.InvariantCulture));
            }
            else
            {
                shown.Append(text[index]);
            }
        }

        return shown.ToString();
    }

    // Both halves of a pair count as the character that they make: the invisible tag letters lie beyond the first plane.
    private static bool IsUnsafe(string text, int index) =>
        CharUnicodeInfo.GetUnicodeCategory(text, index > 0 && char.IsSurrogatePair(text, index - 1) ? index - 1 : index) is UnicodeCategory.Control
            or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator;
}
