namespace AcrImport;

/// <summary>
/// The distribution grammar as small scanners. Each returns null where the text is good, and otherwise the reason why not.
/// Sources: the OCI distribution specification (name, tag), the OCI image specification (digest) and the distribution
/// project's reference package (host, lengths, the ban on 64 hexadecimal characters as a name).
/// </summary>
internal static class ReferenceGrammar
{
    public const int MaxRepositoryLength = 255;
    public const int MaxTagLength = 128;

    public static string? FaultOfRepository(string text)
    {
        if (text.Length == 0)
        {
            return "the repository is missing";
        }

        if (text.Length > MaxRepositoryLength)
        {
            return $"the repository is {text.Length} characters long; at most {MaxRepositoryLength} are allowed";
        }

        if (text.Length == 64 && text.All(IsLowerHex))
        {
            return $"the repository '{text}' is 64 hexadecimal characters, which would be taken for an image ID";
        }

        foreach (var component in text.Split('/'))
        {
            if (FaultOfComponent(text, component) is { } fault)
            {
                return fault;
            }
        }

        return null;
    }

    public static string? FaultOfTag(string text)
    {
        if (text.Length == 0)
        {
            return "the tag behind ':' is empty";
        }

        if (text.Length > MaxTagLength)
        {
            return $"the tag is {text.Length} characters long; at most {MaxTagLength} are allowed";
        }

        if (!IsWord(text[0]))
        {
            return $"the tag '{text}' begins with '{text[0]}'; it must begin with a letter, a digit or '_'";
        }

        foreach (var character in text)
        {
            if (!IsWord(character) && character is not ('.' or '-'))
            {
                return $"the tag '{text}' contains '{character}'; letters, digits, '_', '.' and '-' are allowed";
            }
        }

        return null;
    }

    /// <summary>Checks a host without its port: a DNS name, an IPv4 address or an IPv6 address in brackets.</summary>
    public static string? FaultOfHost(string text)
    {
        if (text.Length == 0)
        {
            return "the registry host is missing";
        }

        if (text[0] == '[')
        {
            return FaultOfIPv6(text);
        }

        foreach (var label in text.Split('.'))
        {
            if (label.Length == 0)
            {
                return $"the registry host '{text}' has an empty label between its dots";
            }

            if (label[0] == '-' || label[label.Length - 1] == '-')
            {
                return $"the label '{label}' of the registry host '{text}' begins or ends with '-'";
            }

            foreach (var character in label)
            {
                if (!IsLetter(character) && !IsDigit(character) && character != '-')
                {
                    return $"the registry host '{text}' contains '{character}'; letters, digits, '-' and '.' are allowed";
                }
            }
        }

        return null;
    }

    public static bool IsDigit(char c) => c is >= '0' and <= '9';

    public static bool IsLowerHex(char c) => IsDigit(c) || c is >= 'a' and <= 'f';

    public static bool IsLetterOrDigit(char c) => IsLetter(c) || IsDigit(c);

    private static bool IsLetter(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');

    private static bool IsLowerAlphanumeric(char c) => IsDigit(c) || c is >= 'a' and <= 'z';

    private static bool IsWord(char c) => IsLetterOrDigit(c) || c == '_';

    private static string? FaultOfIPv6(string text)
    {
        var inner = text.TrimStart('[').TrimEnd(']');
        var wellFormed = text.Length == inner.Length + 2
            && text[text.Length - 1] == ']'
            && inner.All(c => IsDigit(c) || c is (>= 'a' and <= 'f') or (>= 'A' and <= 'F') or ':')
            && System.Net.IPAddress.TryParse(inner, out var address)
            && address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6;
        return wellFormed ? null : $"'{text}' is not an IPv6 address in brackets";
    }

    // alpha-numeric [separator alpha-numeric]*, separator := "." | "_" | "__" | "-"+
    private static string? FaultOfComponent(string repository, string component)
    {
        if (component.Length == 0)
        {
            return $"the repository '{repository}' has an empty part between its slashes";
        }

        foreach (var character in component)
        {
            if (character is >= 'A' and <= 'Z')
            {
                return $"the repository '{repository}' contains the upper-case letter '{character}'; repositories are lower-case";
            }

            if (!IsLowerAlphanumeric(character) && character is not ('.' or '_' or '-'))
            {
                return $"the repository '{repository}' contains '{character}'; lower-case letters, digits, '.', '_', '-' and '/' are allowed";
            }
        }

        if (!IsLowerAlphanumeric(component[0]) || !IsLowerAlphanumeric(component[component.Length - 1]))
        {
            return $"the part '{component}' of the repository begins or ends with a separator; it must begin and end with a letter or digit";
        }

        for (var start = 0; start < component.Length; start++)
        {
            var end = start;
            while (!IsLowerAlphanumeric(component[end]))
            {
                end++;
            }

            if (end > start && !IsSeparator(component.Substring(start, end - start)))
            {
                return $"the part '{component}' of the repository contains '{component.Substring(start, end - start)}'; one '.', one or two '_' or any number of '-' may separate its words";
            }

            start = end;
        }

        return null;
    }

    private static bool IsSeparator(string run) => run is "." or "_" or "__" || run.All(c => c == '-');
}
