namespace AcrImport.Emulator.Tokens;

/// <summary>Who can sign in: one service principal in one tenant.</summary>
internal sealed record EntraIdentity(Guid TenantId, Guid ClientId, Guid ObjectId, string ClientSecret);
