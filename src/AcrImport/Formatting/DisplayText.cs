using System.ComponentModel;
using System.Globalization;

namespace AcrImport.Formatting;

/// <summary>Makes values short and readable for the views; hidden, since nobody else needs it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class DisplayText
{
    private static readonly string[] Units = ["B", "KB", "MB", "GB", "TB"];

    /// <summary>Shortens a digest to its first twelve digits, as docker does.</summary>
    public static string Digest(string? digest)
    {
        var colon = digest?.IndexOf(':') ?? -1;
        return colon < 0 || digest!.Length <= colon + 13 ? Text(digest) : digest.Substring(0, colon + 13);
    }

    /// <summary>Shows bytes with three digits and a decimal unit, as registries count them.</summary>
    public static string Size(long? bytes)
    {
        if (bytes is not { } count)
        {
            return string.Empty;
        }

        var size = (double)count;
        var unit = 0;
        while (size >= 999.5 && unit < Units.Length - 1)
        {
            size /= 1000;
            unit++;
        }

        return string.Format(CultureInfo.CurrentCulture, unit == 0 || size >= 99.95 ? "{0:0} {1}" : "{0:0.0} {1}", size, Units[unit]);
    }

    /// <summary>Shows a time that something took.</summary>
    public static string Duration(TimeSpan duration) => duration switch
    {
        { TotalSeconds: < 1 } => string.Format(CultureInfo.CurrentCulture, "{0:0} ms", duration.TotalMilliseconds),
        { TotalMinutes: < 1 } => string.Format(CultureInfo.CurrentCulture, "{0:0.0} s", duration.TotalSeconds),
        { TotalHours: < 1 } => string.Format(CultureInfo.CurrentCulture, "{0}:{1:00} min", duration.Minutes, duration.Seconds),
        _ => string.Format(CultureInfo.CurrentCulture, "{0}:{1:00} h", (int)duration.TotalHours, duration.Minutes),
    };

    /// <summary>Shows true, false, or that nobody knows.</summary>
    public static string Answer(bool? answer) => answer switch
    {
        true => "Yes",
        false => "No",
        null => "-",
    };

    /// <summary>Joins texts, with control characters shown escaped.</summary>
    public static string Join(IEnumerable<object>? texts) =>
        Text(string.Join(", ", (texts ?? []).Select(text => text?.ToString())));

    /// <summary>Shows a text that came from a registry, with control characters shown escaped.</summary>
    public static string Text(string? text) => ControlCharacters.Escape(text);
}
