namespace AcrImport.Emulator.Arm.ResourceGraph;

/// <summary>A word of a query, and where in the query it is.</summary>
internal sealed record KqlToken(KqlTokenKind Kind, string Text, int Position)
{
    public bool Is(string text) => Kind is KqlTokenKind.Word or KqlTokenKind.Symbol && Text == text;
}
