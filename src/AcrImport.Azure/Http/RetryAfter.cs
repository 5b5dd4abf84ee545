using System.Globalization;

namespace AcrImport.Azure.Http;

/// <summary>Reads how long a server asks to wait: seconds, or a date. Source: RFC 9110, Retry-After.</summary>
internal static class RetryAfter
{
    public static TimeSpan? Read(Func<string, string?> header)
    {
        var text = header("Retry-After");
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            return TimeSpan.FromSeconds(seconds);
        }

        return DateTimeOffset.TryParseExact(text, "r", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date - DateTimeOffset.UtcNow
            : null;
    }
}
