using AcrImport.ModuleTests.Support;

namespace AcrImport.ModuleTests;

/// <summary>The first thing that a new user does.</summary>
public sealed class QuickstartTests
{
    [Fact]
    public async Task The_quickstart_imports_three_platforms_and_shows_them()
    {
        var run = await EngineProcess.RunFileAsync(Path.Combine(Build.RepositoryRoot, "docs", "examples", "quickstart.ps1"));

        Assert.Equal(string.Empty, run.Error);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains(run.Lines, line => line.StartsWith("Imported", StringComparison.Ordinal) && line.Contains("library/hello-world:latest", StringComparison.Ordinal) && line.Contains("sha256:", StringComparison.Ordinal));
        Assert.Contains(run.Lines, line => line.Contains("Index", StringComparison.Ordinal) && line.Contains("linux/amd64, linux/arm64", StringComparison.Ordinal) && line.Contains("windows/amd64", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_quickstart_fails_where_a_step_fails()
    {
        var run = await EngineProcess.RunFileAsync(Path.Combine(Build.RepositoryRoot, "docs", "examples", "quickstart.ps1"), "/nowhere");

        Assert.NotEqual(0, run.ExitCode);
        Assert.NotEqual(string.Empty, run.Error);
    }
}
