using System.Reflection;

namespace AcrImport.ModuleTests.Support;

/// <summary>Where the build has put what these tests look at.</summary>
internal static class Build
{
    public static string RepositoryRoot { get; } = Value(nameof(RepositoryRoot));

    public static string EngineHost { get; } = Path.GetFullPath(Value(nameof(EngineHost)));

    public static string OlderAzureCore { get; } = Value(nameof(OlderAzureCore));

    public static string ModuleFolder { get; } = Path.Combine(RepositoryRoot, "out", "AcrImport");

    private static string Value(string key) =>
        typeof(Build).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
