using System.Reflection;

namespace EngineHost;

/// <summary>Where the build has assembled the module.</summary>
public static class ModuleUnderTest
{
    public static string ManifestPath { get; } = typeof(ModuleUnderTest).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "ModuleManifest").Value!;
}
