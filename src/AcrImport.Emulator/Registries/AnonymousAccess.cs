using AcrImport.Emulator.Tokens;

namespace AcrImport.Emulator.Registries;

/// <summary>Lets everyone pull and asks for nothing, as Microsoft's own public registry does.</summary>
internal sealed class AnonymousAccess : IRegistryAccess
{
    public Task<IResult?> CheckAsync(HttpContext context, RegistryPath path, IReadOnlyList<RepositoryScope> anyOf) =>
        Task.FromResult<IResult?>(null);
}
