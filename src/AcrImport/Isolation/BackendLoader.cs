using System.Reflection;

namespace AcrImport.Isolation;

/// <summary>
/// The door to the Azure assemblies: opened once, by the name of one type, on first need. It is the only reflection in the module.
/// On .NET they live in a load context of their own; on .NET Framework they are loaded from their own folder.
/// </summary>
internal static class BackendLoader
{
    private const string AssemblyName = "AcrImport.Azure";
    private const string FactoryName = "AcrImport.Azure.AzureBackendFactory";

    private static readonly Lazy<Assembly> Azure = new(Load);

    public static IBackendFactory CreateFactory() => (IBackendFactory)Activator.CreateInstance(Azure.Value.GetType(FactoryName, throwOnError: true)!)!;

    private static Assembly Load()
    {
        var folder = Path.Combine(Path.GetDirectoryName(typeof(BackendLoader).Assembly.Location)!, "Azure");
#if NET
        return new AzureLoadContext(folder).LoadFromAssemblyName(new AssemblyName(AssemblyName));
#else
        new AzureAssemblyResolver(folder).Attach();
        return Assembly.LoadFrom(Path.Combine(folder, AssemblyName + ".dll"));
#endif
    }
}
