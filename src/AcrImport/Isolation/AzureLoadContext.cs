#if NET
using System.Reflection;
using System.Runtime.Loader;

namespace AcrImport.Isolation;

/// <summary>
/// Keeps the Azure assemblies, in the versions that this module ships, apart from those of every other module in the session.
/// It answers for itself and asks nobody: what it does not ship comes from the framework, never from another module's handler.
/// </summary>
internal sealed class AzureLoadContext : AssemblyLoadContext
{
    private readonly AssemblyDependencyResolver _shipped;

    public AzureLoadContext(string folder)
        : base("AcrImport", isCollectible: false) =>
        // By .deps.json, not by file name: some assemblies have one file a platform.
        _shipped = new AssemblyDependencyResolver(Path.Combine(folder, "AcrImport.Azure.dll"));

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        var core = typeof(IBackendFactory).Assembly;
        if (assemblyName.Name == core.GetName().Name)
        {
            return core;
        }

        return _shipped.ResolveAssemblyToPath(assemblyName) is { } path ? LoadFromAssemblyPath(path) : null;
    }

    protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
        _shipped.ResolveUnmanagedDllToPath(unmanagedDllName) is { } path ? LoadUnmanagedDllFromPath(path) : nint.Zero;
}
#endif
