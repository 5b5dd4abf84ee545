namespace AcrImport.Tests.Support;

/// <summary>A request as it went out.</summary>
internal sealed record SentRequest(string Method, string Address, IReadOnlyDictionary<string, string> Headers, string? Body)
{
    public string? Header(string name) => Headers.GetValueOrDefault(name);

    /// <summary>Gets a field of a form.</summary>
    public string? Field(string name) => System.Web.HttpUtility.ParseQueryString(Body ?? string.Empty)[name];

    public override string ToString() => $"{Method} {Address}";
}
