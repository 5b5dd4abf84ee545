using System.Reflection;
using System.Text.RegularExpressions;

namespace AcrImport.Tests.House;

/// <summary>The checkout that these tests were built from.</summary>
internal static partial class Repository
{
    public static string Root { get; } = typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "RepositoryRoot").Value!;

    public static string Manifest { get; } = Read("AcrImport.psd1");

    public static string Version { get; } = VersionLine().Match(Manifest).Groups[1].Value;

    public static IReadOnlyList<string> ExportedCmdlets { get; } =
        [.. CmdletName().Matches(CmdletList().Match(Manifest).Groups[1].Value).Select(match => match.Groups[1].Value)];

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    public static IEnumerable<string> SourceFiles(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
                && !file.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    [GeneratedRegex(@"ModuleVersion\s*=\s*'([^']+)'")]
    private static partial Regex VersionLine();

    [GeneratedRegex(@"CmdletsToExport\s*=\s*@\(([^)]*)\)")]
    private static partial Regex CmdletList();

    [GeneratedRegex("'([^']+)'")]
    private static partial Regex CmdletName();
}
