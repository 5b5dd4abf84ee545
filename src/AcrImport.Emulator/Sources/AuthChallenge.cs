using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace AcrImport.Emulator.Sources;

/// <summary>What a registry asks for in <c>WWW-Authenticate</c>.</summary>
/// <param name="Scheme">Bearer or Basic.</param>
/// <param name="Parameters">Realm, service, scope and what else there is.</param>
internal sealed partial record AuthChallenge(string Scheme, IReadOnlyDictionary<string, string> Parameters)
{
    public bool IsBearer => Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase);

    public bool IsBasic => Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase);

    public string? this[string name] => Parameters.GetValueOrDefault(name);

    public static AuthChallenge? Of(HttpResponseMessage response) => response.Headers.WwwAuthenticate
        .Select(Parse)
        .OrderByDescending(challenge => challenge.IsBearer)
        .FirstOrDefault(challenge => challenge.IsBearer || challenge.IsBasic);

    public static AuthChallenge Parse(AuthenticationHeaderValue header)
    {
        var parameters = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (Match match in Parameter().Matches(header.Parameter ?? string.Empty))
        {
            parameters[match.Groups["name"].Value] = match.Groups["quoted"].Success
                ? match.Groups["quoted"].Value.Replace("\\\"", "\"", StringComparison.Ordinal)
                : match.Groups["bare"].Value;
        }

        return new(header.Scheme, parameters);
    }

    // A scope has commas of its own, so quotes count.
    [GeneratedRegex("""(?<name>\w+)\s*=\s*(?:"(?<quoted>(?:[^"\\]|\\.)*)"|(?<bare>[^\s,"]+))""", RegexOptions.NonBacktracking)]
    private static partial Regex Parameter();
}
