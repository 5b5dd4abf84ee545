namespace AcrImport.Emulator.Faults;

/// <summary>A planned fault and its past.</summary>
/// <param name="Fault">The fault.</param>
/// <param name="Hits">How often it has struck.</param>
public sealed record FaultRecord(Fault Fault, int Hits);
