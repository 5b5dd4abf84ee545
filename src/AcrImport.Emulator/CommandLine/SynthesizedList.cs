using System.Globalization;

namespace AcrImport.Emulator.CommandLine;

/// <summary>Synthesized repositories as people type them.</summary>
internal static class SynthesizedList
{
    /// <exception cref="ArgumentException">A text is not of the form; the message says which.</exception>
    public static Dictionary<string, int> Parse(IEnumerable<string> texts)
    {
        var counts = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var text in texts)
        {
            var equals = text.LastIndexOf('=');
            counts[equals > 0 && int.TryParse(text.AsSpan(equals + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
                ? text[..equals]
                : throw new ArgumentException($"'{ControlCharacters.Escape(text)}' is not of the form REGISTRY/REPOSITORY=COUNT.", nameof(texts))] = count;
        }

        return counts;
    }
}
