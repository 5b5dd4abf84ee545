namespace AcrImport.Azure.Arm.Wire;

internal sealed class ContainerRegistryImportSourceCredentials(string password)
{
    public string? Username { get; set; }

    public string Password { get; } = password;
}
