using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using AcrImport.ModuleTests.Support;

namespace AcrImport.ModuleTests;

/// <summary>The folder as it is handed out, without loading anything of it.</summary>
public sealed class ModuleFolderTests
{
    // Parts of .NET Framework 4.7.2 itself, which lie in its reference assemblies.
    private static readonly string[] FrameworkNames =
    [
        "mscorlib", "netstandard", "System", "System.Core", "System.Data", "System.Drawing", "System.IO.Compression", "System.IO.Compression.FileSystem",
        "System.Management", "System.Management.Automation", "System.Net.Http", "System.Numerics", "System.Runtime.Serialization", "System.Security",
        "System.Web", "System.Windows.Forms", "System.Xml", "System.Xml.Linq", "System.Net.Http.WebRequest", "System.ValueTuple", "System.ComponentModel.DataAnnotations",
    ];

    [Fact]
    public void It_is_smaller_than_12_MB()
    {
        var size = Directory.EnumerateFiles(Build.ModuleFolder, "*", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length);
        Assert.InRange(size, 1_000_000, 12_000_000);
    }

    [Fact]
    public void It_holds_Core_once_an_edition_and_never_behind_the_door()
    {
        var copies = Directory.EnumerateFiles(Build.ModuleFolder, "AcrImport.Core.dll", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Build.ModuleFolder, file).Replace('\\', '/')).Order();
        Assert.Equal(["bin/net472/AcrImport.Core.dll", "bin/net8.0/AcrImport.Core.dll"], copies);
    }

    [Fact]
    public void It_ships_no_part_of_PowerShell() =>
        Assert.Empty(Directory.EnumerateFiles(Build.ModuleFolder, "System.Management.Automation.dll", SearchOption.AllDirectories));

    [Theory]
    [InlineData("net472")]
    [InlineData("net8.0")]
    public void The_commands_need_nothing_but_Core_and_their_host(string framework)
    {
        var needed = References(Path.Combine(Build.ModuleFolder, "bin", framework, "AcrImport.dll"));
        Assert.Contains("AcrImport.Core", needed);
        Assert.DoesNotContain(needed, name => name.StartsWith("Azure.", StringComparison.Ordinal) || name.StartsWith("Microsoft.Identity", StringComparison.Ordinal));
    }

    [Fact]
    public void The_Azure_folder_for_Windows_PowerShell_is_closed_over_its_references()
    {
        var folder = Path.Combine(Build.ModuleFolder, "bin", "net472", "Azure");
        var there = Directory.EnumerateFiles(folder, "*.dll").Select(Path.GetFileNameWithoutExtension).Append("AcrImport.Core").ToHashSet();
        var missing = Directory.EnumerateFiles(folder, "*.dll").SelectMany(References).Distinct()
            .Where(name => !there.Contains(name) && !FrameworkNames.Contains(name));
        Assert.Empty(missing);
    }

    private static string[] References(string file)
    {
        using var stream = File.OpenRead(file);
        using var image = new PEReader(stream);
        if (!image.HasMetadata)
        {
            return [];
        }

        var metadata = image.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))];
    }
}
