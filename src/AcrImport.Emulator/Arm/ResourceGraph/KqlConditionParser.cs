using System.Text.Json.Nodes;

namespace AcrImport.Emulator.Arm.ResourceGraph;

/// <summary>Reads what comes behind "where".</summary>
internal sealed class KqlConditionParser(KqlReader reader)
{
    // "or" binds less than "and".
    public Func<JsonObject, bool> Parse()
    {
        var any = new List<Func<JsonObject, bool>>();
        do
        {
            any.Add(And());
        }
        while (reader.Skip("or"));

        return any.Count == 1 ? any[0] : row => any.Exists(condition => condition(row));
    }

    private Func<JsonObject, bool> And()
    {
        var all = new List<Func<JsonObject, bool>>();
        do
        {
            all.Add(One());
        }
        while (reader.Skip("and"));

        return all.Count == 1 ? all[0] : row => all.TrueForAll(condition => condition(row));
    }

    private Func<JsonObject, bool> One()
    {
        var negated = reader.Skip("not");
        if (negated || reader.Peek.Is("("))
        {
            reader.Expect("(");
            var inner = Parse();
            reader.Expect(")");
            return row => inner(row) != negated;
        }

        return Comparison();
    }

    private Func<JsonObject, bool> Comparison()
    {
        var value = reader.Value();
        var name = reader.Next().Text;
        var negated = name[0] == '!';
        if (name is "in" or "!in" or "in~" or "!in~")
        {
            var comparer = name.EndsWith('~') ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;
            var texts = Texts().ToHashSet(comparer);
            return row => texts.Contains(value.TextOf(row)) != negated;
        }

        var matches = OperatorOf(name) ?? throw reader.LastNotUnderstood();
        var text = reader.Text();
        return row => matches(value.TextOf(row), text) != negated;
    }

    private List<string> Texts()
    {
        var texts = new List<string>();
        reader.Expect("(");
        do
        {
            texts.Add(reader.Text());
        }
        while (reader.Skip(","));

        reader.Expect(")");
        return texts;
    }

    private static Func<string, string, bool>? OperatorOf(string name) => name switch
    {
        "=~" or "!~" => (value, text) => value.Equals(text, StringComparison.OrdinalIgnoreCase),
        "==" or "!=" => (value, text) => value.Equals(text, StringComparison.Ordinal),
        "contains" or "!contains" or "has" or "!has" => (value, text) => value.Contains(text, StringComparison.OrdinalIgnoreCase),
        "startswith" or "!startswith" => (value, text) => value.StartsWith(text, StringComparison.OrdinalIgnoreCase),
        "endswith" or "!endswith" => (value, text) => value.EndsWith(text, StringComparison.OrdinalIgnoreCase),
        _ => null,
    };
}
