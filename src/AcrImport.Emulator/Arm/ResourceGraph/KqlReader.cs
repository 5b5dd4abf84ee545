namespace AcrImport.Emulator.Arm.ResourceGraph;

/// <summary>Reads the words of a query one after the other.</summary>
internal sealed class KqlReader(IReadOnlyList<KqlToken> tokens)
{
    private int _position;

    public KqlToken Peek => tokens[_position];

    public bool IsAtEnd => Peek.Kind == KqlTokenKind.End;

    public KqlToken Next() => IsAtEnd ? throw NotUnderstood() : tokens[_position++];

    public bool Skip(string text)
    {
        if (!Peek.Is(text))
        {
            return false;
        }

        _position++;
        return true;
    }

    public void Expect(string text)
    {
        if (!Skip(text))
        {
            throw NotUnderstood();
        }
    }

    public string Word() => Peek.Kind == KqlTokenKind.Word ? Next().Text : throw NotUnderstood();

    public string Text() => Peek.Kind is KqlTokenKind.Text or KqlTokenKind.Number || Peek.Is("true") || Peek.Is("false") ? Next().Text : throw NotUnderstood();

    /// <summary>Reads a column with its path, <c>properties.loginServer</c>, maybe within <c>tolower()</c> or <c>tostring()</c>.</summary>
    public KqlValue Value()
    {
        var first = Word();
        if (first is "tolower" or "tostring" && Skip("("))
        {
            var inner = Value();
            Expect(")");
            return inner with { Lower = inner.Lower || first == "tolower", IsComputed = true };
        }

        var path = new List<string> { first };
        while (Skip("."))
        {
            path.Add(Word());
        }

        return new KqlValue(path);
    }

    public KqlException NotUnderstood() => new(Peek);

    public KqlException LastNotUnderstood() => new(tokens[_position - 1]);
}
