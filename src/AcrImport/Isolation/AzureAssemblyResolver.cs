#if !NET
using System.Reflection;

namespace AcrImport.Isolation;

/// <summary>
/// Stands in for the binding redirects that powershell.exe does not have: an assembly of the Azure folder that asks for another
/// version of its neighbour gets the one that is there. It stays silent for everybody else.
/// </summary>
internal sealed class AzureAssemblyResolver(string folder)
{
    private readonly string _folder = Path.GetFullPath(folder) + Path.DirectorySeparatorChar;

    public void Attach() => AppDomain.CurrentDomain.AssemblyResolve += Resolve;

    private Assembly? Resolve(object? sender, ResolveEventArgs wanted)
    {
        var file = Path.Combine(_folder, new AssemblyName(wanted.Name).Name + ".dll");
        return File.Exists(file) && IsOurs(wanted, file) ? Assembly.LoadFrom(file) : null;
    }

    // Without a requester only the very assembly that is there is meant.
    private bool IsOurs(ResolveEventArgs wanted, string file) => wanted.RequestingAssembly is { IsDynamic: false } requester
        ? requester.Location.StartsWith(_folder, StringComparison.OrdinalIgnoreCase)
        : wanted.RequestingAssembly is null && wanted.Name == AssemblyName.GetAssemblyName(file).FullName;
}
#endif
