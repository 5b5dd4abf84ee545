namespace AcrImport.Azure.Arm.Wire;

internal enum ContainerRegistryImportMode
{
    NoForce,
    Force,
}
