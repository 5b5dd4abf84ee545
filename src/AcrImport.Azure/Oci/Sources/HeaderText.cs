using System.Text;

namespace AcrImport.Azure.Oci;

/// <summary>Walks over the words and quoted strings of a header's text. Source: RFC 7230, section 3.2.6.</summary>
internal sealed class HeaderText(string text)
{
    private const string Marks = "!#$%&'*+-.^_`|~";

    private int _at;

    /// <summary>Goes on to the next word, over separators and quoted strings that belong to nothing.</summary>
    /// <returns>False at the end.</returns>
    public bool SkipToWord()
    {
        while (_at < text.Length && !IsWord(text[_at]))
        {
            if (text[_at] == '"')
            {
                Quoted();
            }
            else
            {
                _at++;
            }
        }

        return _at < text.Length;
    }

    public string Word()
    {
        var start = _at;
        while (_at < text.Length && IsWord(text[_at]))
        {
            _at++;
        }

        return text.Substring(start, _at - start);
    }

    /// <summary>Goes over an equals sign with blanks around it, or nowhere.</summary>
    public bool SkipEquals()
    {
        var at = AfterBlanks(_at);
        if (at == text.Length || text[at] != '=')
        {
            return false;
        }

        _at = AfterBlanks(at + 1);
        return true;
    }

    /// <summary>Reads a quoted string, or what there is up to a comma or blank: not every registry quotes its realm.</summary>
    public string Value()
    {
        if (_at < text.Length && text[_at] == '"')
        {
            return Quoted();
        }

        var start = _at;
        while (_at < text.Length && text[_at] != ',' && !IsBlank(text[_at]))
        {
            _at++;
        }

        return text.Substring(start, _at - start);
    }

    private string Quoted()
    {
        var value = new StringBuilder();
        for (_at++; _at < text.Length && text[_at] != '"'; _at++)
        {
            if (text[_at] == '\\' && _at + 1 < text.Length)
            {
                _at++;
            }

            value.Append(text[_at]);
        }

        _at = Math.Min(_at + 1, text.Length);
        return value.ToString();
    }

    private int AfterBlanks(int at)
    {
        while (at < text.Length && IsBlank(text[at]))
        {
            at++;
        }

        return at;
    }

    private static bool IsBlank(char c) => c is ' ' or '\t';

    private static bool IsWord(char c) =>
        c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') || Marks.IndexOf(c) >= 0;
}
