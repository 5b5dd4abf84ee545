namespace AcrImport.Azure.Oci;

/// <summary>
/// One challenge of <c>WWW-Authenticate</c>. A header may hold several, and several headers are one list, so a comma ends a parameter or a challenge;
/// within quotes it is text. What is no challenge is passed over. Sources: RFC 7235, appendix C; distribution token specification.
/// </summary>
internal sealed class AuthChallenge
{
    private readonly Dictionary<string, string> _parameters = new(StringComparer.OrdinalIgnoreCase);

    private AuthChallenge(string scheme) => Scheme = scheme;

    public string Scheme { get; }

    public bool IsBearer => Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase);

    public bool IsBasic => Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase);

    public string? this[string name] => _parameters.TryGetValue(name, out var value) ? value : null;

    /// <summary>Reads every challenge of a header; never throws.</summary>
    public static IReadOnlyList<AuthChallenge> ReadAll(string? header)
    {
        var challenges = new List<AuthChallenge>();
        var text = new HeaderText(header ?? string.Empty);
        while (text.SkipToWord())
        {
            var word = text.Word();
            if (!text.SkipEquals())
            {
                challenges.Add(new AuthChallenge(word));
                continue;
            }

            var value = text.Value();
            if (challenges.Count > 0 && challenges[challenges.Count - 1] is var challenge && challenge[word] is null)
            {
                // The first of two equal names counts, so that nothing behind it can replace a realm.
                challenge._parameters.Add(word, value);
            }
        }

        return challenges;
    }
}
