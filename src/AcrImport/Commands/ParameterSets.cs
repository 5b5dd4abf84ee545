namespace AcrImport.Commands;

internal static class ParameterSets
{
    public const string AccessToken = nameof(AccessToken);
    public const string Emulator = nameof(Emulator);
    public const string Name = nameof(Name);
    public const string Result = nameof(Result);
}
