namespace AcrImport.Emulator.Importing;

/// <summary>An import that was accepted.</summary>
/// <param name="Id">The GUID in the operation's name.</param>
/// <param name="Order">What it does.</param>
/// <param name="Progress">How far it is.</param>
/// <param name="HasVanished">Whether nobody is told of it any more.</param>
/// <param name="Completion">Ends with the import; its result is null where the import succeeded.</param>
internal sealed record ImportOperation(Guid Id, ImportOrder Order, ImportProgress Progress, bool HasVanished, Task<ImportException?> Completion)
{
    /// <summary>Gets the name by which the service's messages call the operation.</summary>
    public string Name => NameOf(Id);

    public static string NameOf(Guid id) => $"registries-{id}";
}
