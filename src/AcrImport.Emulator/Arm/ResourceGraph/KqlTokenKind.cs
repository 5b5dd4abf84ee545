namespace AcrImport.Emulator.Arm.ResourceGraph;

/// <summary>The kinds of words of a query.</summary>
internal enum KqlTokenKind
{
    Word,
    Text,
    Number,
    Symbol,
    End,
}
