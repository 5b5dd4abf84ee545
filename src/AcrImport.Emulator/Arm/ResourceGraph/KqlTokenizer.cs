using System.Text.RegularExpressions;

namespace AcrImport.Emulator.Arm.ResourceGraph;

/// <summary>Cuts a query into words.</summary>
internal static partial class KqlTokenizer
{
    public static List<KqlToken> Read(string query)
    {
        var tokens = new List<KqlToken>();
        for (var position = 0; position < query.Length;)
        {
            var match = Token().Match(query, position);
            if (!match.Success)
            {
                throw new KqlException(new KqlToken(KqlTokenKind.Symbol, query[position..(position + 1)], position));
            }

            if (TokenOf(match, position) is { } token)
            {
                tokens.Add(token);
            }

            position += match.Length;
        }

        tokens.Add(new KqlToken(KqlTokenKind.End, "<EOF>", query.Length));
        return tokens;
    }

    private static KqlToken? TokenOf(Match match, int position) => match switch
    {
        _ when match.Groups["word"].Success => new(KqlTokenKind.Word, match.Value, position),
        _ when match.Groups["number"].Success => new(KqlTokenKind.Number, match.Value, position),
        _ when match.Groups["symbol"].Success => new(KqlTokenKind.Symbol, match.Value, position),
        _ when match.Groups["text"].Success => new(KqlTokenKind.Text, Escape().Replace(match.Groups["text"].Value, "$1"), position),
        _ => null,
    };

    [GeneratedRegex(
        """
        \G(?:\s+|//[^\n]*
        |(?<symbol>!?in~|=~|!~|==|!=|!\w+|[|(),.=])
        |(?<word>[A-Za-z_]\w*)
        |(?<number>\d+)
        |'(?<text>(?:[^'\\]|\\.)*)'
        |"(?<text>(?:[^"\\]|\\.)*)")
        """,
        RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Token();

    [GeneratedRegex(@"\\(.)")]
    private static partial Regex Escape();
}
