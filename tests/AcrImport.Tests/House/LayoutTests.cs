using System.Text.RegularExpressions;

namespace AcrImport.Tests.House;

public sealed partial class LayoutTests
{
    private static readonly string[] AtTheTop =
    [
        "AcrImport.psd1", "AcrImport.sln", "CHANGELOG.md", "CONTRIBUTING.md", "Directory.Build.props", "Directory.Packages.props",
        "LICENSE", "README.md", "build.ps1", "docs", "global.json", "src", "tests",
    ];

    private static readonly string[] Made = ["artifacts", "bin", "obj", "out", "TestResults"];

    [Fact]
    public void Nothing_lies_at_the_top_that_is_not_expected_there()
    {
        var found = Directory.EnumerateFileSystemEntries(Repository.Root).Select(path => Path.GetFileName(path)!)
            .Where(name => !name.StartsWith('.')).Except(Made).Order(StringComparer.Ordinal);
        Assert.Equal(AtTheTop, found);
    }

    [Fact]
    public void The_version_is_written_once()
    {
        Assert.Matches(@"^\d+\.\d+\.\d+$", Repository.Version);
        Assert.Equal(Repository.Version, typeof(ImageReference).Assembly.GetName().Version!.ToString(3));
        var head = ChangeLogHead().Match(Repository.Read("CHANGELOG.md")).Groups[1].Value;
        Assert.True(head == "Unreleased" || head == Repository.Version, $"CHANGELOG.md begins with '{head}'.");
        Assert.DoesNotContain("<Version>", Repository.Read("src/AcrImport/AcrImport.csproj"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_holds_one_type_of_its_name_and_is_no_longer_than_300_lines() => Assert.All(
        Repository.SourceFiles("src").Where(file => Path.GetFileName(file) is not ("Program.cs" or "GlobalUsings.cs")),
        file =>
        {
            var lines = File.ReadAllLines(file);
            Assert.True(lines.Length <= 300, $"{file} has {lines.Length} lines.");
            var types = lines.Select(line => TypeAtTheLeft().Match(line)).Where(match => match.Success).Select(match => match.Groups[1].Value);
            Assert.Equal([Path.GetFileNameWithoutExtension(file)], types);
        });

    [Fact]
    public void No_type_is_named_for_nothing_in_particular() =>
        Assert.DoesNotContain(Repository.SourceFiles("src").Select(Path.GetFileNameWithoutExtension), name => Vague().IsMatch(name!));

    [Fact]
    public void No_error_is_uncategorised() => Assert.All(
        Repository.SourceFiles("src/AcrImport"),
        file => Assert.DoesNotContain("ErrorCategory.NotSpecified", File.ReadAllText(file), StringComparison.Ordinal));

    [GeneratedRegex(@"^## \[([^\]]+)\]", RegexOptions.Multiline)]
    private static partial Regex ChangeLogHead();

    [GeneratedRegex(@"^(?:(?:public|internal|sealed|static|abstract|partial|readonly|file) )*(?:class|struct|interface|enum|record(?: struct| class)?) (\w+)")]
    private static partial Regex TypeAtTheLeft();

    [GeneratedRegex("(Helper|Helpers|Manager|Util|Utils|Utilities)$")]
    private static partial Regex Vague();
}
