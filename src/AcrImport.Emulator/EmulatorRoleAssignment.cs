namespace AcrImport.Emulator;

/// <summary>A role that somebody has.</summary>
/// <param name="Role">Azure's name of the role, for example <c>AcrPull</c>.</param>
/// <param name="Registry">The registry on which it counts; null for all.</param>
public sealed record EmulatorRoleAssignment(string Role, string? Registry = null);
