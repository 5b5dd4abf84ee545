using Microsoft.IdentityModel.JsonWebTokens;

namespace AcrImport.Emulator.Tokens;

/// <summary>What a token turned out to be: valid, expired, or neither.</summary>
/// <param name="Token">The token, where it is valid.</param>
/// <param name="Expired">When it expired, where that is what is wrong with it.</param>
internal sealed record TokenReading(JsonWebToken? Token, DateTime? Expired);
