namespace AcrImport.Emulator.Tokens;

/// <summary>Who can sign in: one service principal in one tenant with one subscription.</summary>
internal sealed record EntraIdentity(Guid TenantId, Guid SubscriptionId, Guid ClientId, Guid ObjectId, string ClientSecret);
