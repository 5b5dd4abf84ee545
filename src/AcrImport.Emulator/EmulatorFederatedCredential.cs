namespace AcrImport.Emulator;

/// <summary>An issuer outside of Entra whose tokens a principal may sign in with, for example that of a pipeline.</summary>
/// <param name="Issuer">The issuer, as its tokens name it.</param>
/// <param name="Subject">The subject that its tokens must have.</param>
/// <param name="Keys">The issuer's public keys, a JSON web key set; the emulator asks nobody for them.</param>
public sealed record EmulatorFederatedCredential(string Issuer, string Subject, string Keys);
