using AcrImport.ModuleTests.Support;

namespace AcrImport.ModuleTests;

/// <summary>The module as a session sees it.</summary>
public sealed class ImportModuleTests
{
    [Fact]
    public async Task Its_types_are_there_before_the_first_command()
    {
        var run = await EngineProcess.RunTextAsync("[AcrImport.ImageReference]::Parse('nginx').ToString(); (Get-Module AcrImport).Version.ToString()");

        Assert.Equal(string.Empty, run.Error);
        Assert.Equal("docker.io/library/nginx:latest", run.Lines[0]);
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task It_exports_its_commands_and_nothing_else()
    {
        var run = await EngineProcess.RunTextAsync("(Get-Module AcrImport).ExportedCommands.Keys");

        Assert.Equal(["Connect-AcrAccount", "Get-AcrImport", "Get-AcrManifest", "Import-AcrImage", "Wait-AcrImport"], run.Lines.Order());
    }

    [Fact]
    public async Task It_can_be_removed_and_imported_again()
    {
        var run = await EngineProcess.RunTextAsync(
            "$path = (Get-Module AcrImport).Path; Remove-Module AcrImport; Import-Module $path -Force; (Get-Command Import-AcrImage).Source");

        Assert.Equal(string.Empty, run.Error);
        Assert.Equal("AcrImport", run.Lines[^1]);
    }

    [Fact]
    public async Task Importing_it_loads_no_Azure_assembly_at_all()
    {
        var run = await EngineProcess.RunTextAsync(
            "[AppDomain]::CurrentDomain.GetAssemblies().ForEach{ $_.GetName().Name } | Where-Object { $_ -like 'Azure.*' -or $_ -like 'Microsoft.Identity*' -or $_ -eq 'AcrImport.Azure' }");

        Assert.Equal(string.Empty, run.Output.Trim());
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task A_script_that_fails_ends_with_a_code_other_than_zero()
    {
        Assert.Equal(1, (await EngineProcess.RunTextAsync("throw 'no'")).ExitCode);
        Assert.Equal(7, (await EngineProcess.RunTextAsync("exit 7")).ExitCode);
    }

    [Fact]
    public async Task Without_a_sign_in_a_command_says_what_to_do()
    {
        var run = await EngineProcess.RunTextAsync("Import-AcrImage myregistry nginx");

        Assert.Contains("Import-AcrImage needs a sign-in", run.Error, StringComparison.Ordinal);
        Assert.Contains("Recommendation: Run Connect-AcrAccount first", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }
}
