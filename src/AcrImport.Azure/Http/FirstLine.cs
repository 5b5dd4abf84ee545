namespace AcrImport.Azure.Http;

internal static class FirstLine
{
    /// <summary>SDK exceptions carry pages of advice and headers behind their first line.</summary>
    public static string Of(string message)
    {
        var end = message.IndexOfAny(['\r', '\n']);
        return (end < 0 ? message : message.Substring(0, end)).Trim();
    }
}
