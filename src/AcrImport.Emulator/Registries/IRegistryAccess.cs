using AcrImport.Emulator.Tokens;

namespace AcrImport.Emulator.Registries;

/// <summary>Decides who may do what in a registry.</summary>
internal interface IRegistryAccess
{
    /// <summary>Returns null where the request may go on, and otherwise the answer.</summary>
    /// <param name="context">The request.</param>
    /// <param name="path">What the request is about.</param>
    /// <param name="anyOf">The scopes of which one is enough; the first one is what a challenge names. Empty: whoever is known.</param>
    Task<IResult?> CheckAsync(HttpContext context, RegistryPath path, IReadOnlyList<RepositoryScope> anyOf);
}
