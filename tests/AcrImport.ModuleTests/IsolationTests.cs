using AcrImport.Emulator;
using AcrImport.ModuleTests.Support;

namespace AcrImport.ModuleTests;

/// <summary>The module in one session with another that brought its own, older Azure assemblies.</summary>
public sealed class IsolationTests
{
    private const string Script = """
        param($ConnectionFile, $Theirs)
        $ErrorActionPreference = 'Stop'
        if ($Theirs) { [System.Runtime.Loader.AssemblyLoadContext]::Default.LoadFromAssemblyPath($Theirs) | Out-Null }
        Connect-AcrAccount -Emulator $ConnectionFile | Out-Null
        'status ' + (Import-AcrImage myregistry hello-world).Status
        foreach ($context in [System.Runtime.Loader.AssemblyLoadContext]::All) {
            foreach ($assembly in $context.Assemblies) {
                $name = $assembly.GetName()
                if ($name.Name -like 'Azure.*' -or $name.Name -like 'Microsoft.Identity*' -or $name.Name -like 'AcrImport*') {
                    "$($context.Name) $($name.Name) $($name.Version)"
                }
            }
        }
        """;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_first_import_adds_no_Azure_assembly_to_the_default_context(bool withTheirs)
    {
        await using var emulator = await EmulatorServer.StartAsync(new EmulatorOptions());

        var run = await EngineProcess.RunTextAsync(Script, emulator.ConnectionFile, withTheirs ? Build.OlderAzureCore : string.Empty);

        Assert.Equal(string.Empty, run.Error);
        Assert.Contains("status Imported", run.Lines);
        Assert.Equal(withTheirs ? ["Default Azure.Core 1.36.0.0"] : [], run.Lines.Where(line => line.StartsWith("Default Azure", StringComparison.Ordinal) || line.StartsWith("Default Microsoft.Identity", StringComparison.Ordinal)));
        Assert.Contains(run.Lines, line => line.StartsWith("AcrImport Azure.Core 1.5", StringComparison.Ordinal));
        Assert.Contains(run.Lines, line => line.StartsWith("AcrImport Microsoft.Identity.Client ", StringComparison.Ordinal));
        Assert.Single(run.Lines, line => line.Contains(" AcrImport.Core ", StringComparison.Ordinal));
    }
}
