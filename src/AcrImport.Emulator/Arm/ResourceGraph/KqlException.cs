namespace AcrImport.Emulator.Arm.ResourceGraph;

/// <summary>A query is not one that the emulator, or the service, understands.</summary>
internal sealed class KqlException(KqlToken token) : Exception($"The query cannot be understood at '{token.Text}'.")
{
    public KqlToken Token => token;
}
