namespace AcrImport;

/// <summary>Says why a text is not an image reference, digest, registry host or resource ID, and which part of it is wrong.</summary>
public sealed class ReferenceFormatException : FormatException
{
    internal ReferenceFormatException(string? text, string noun, ReferenceFault fault)
        : base($"'{ControlCharacters.Escape(text)}' is not a valid {noun}: {ControlCharacters.Escape(fault.Reason)}.")
    {
        Text = text ?? string.Empty;
        Part = fault.Part;
        Reason = fault.Reason;
    }

    /// <summary>Gets the text as it was given.</summary>
    public string Text { get; }

    /// <summary>Gets the part that is wrong.</summary>
    public ReferencePart Part { get; }

    /// <summary>Gets the reason, one clause without a full stop.</summary>
    public string Reason { get; }
}
