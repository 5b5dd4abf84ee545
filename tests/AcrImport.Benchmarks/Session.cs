using System.Management.Automation;
using System.Management.Automation.Runspaces;
using AcrImport.Emulator;
using EngineHost;

namespace AcrImport.Benchmarks;

/// <summary>A PowerShell session with the assembled module, signed in to an emulator, as a user has it.</summary>
internal sealed class Session : IDisposable
{
    private readonly Runspace _runspace;

    public Session(EmulatorServer emulator)
    {
        _runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
        _runspace.Open();
        Run("Import-Module $args[0]; Connect-AcrAccount -Emulator $args[1]", ModuleUnderTest.ManifestPath, emulator.ConnectionFile);
    }

    /// <summary>Runs a line; an error of any kind ends the benchmark.</summary>
    public IReadOnlyList<PSObject> Run(string script, params object[] arguments)
    {
        using var shell = PowerShell.Create(_runspace);
        shell.AddScript(script);
        foreach (var argument in arguments)
        {
            shell.AddArgument(argument);
        }

        var output = shell.Invoke();
        return shell.HadErrors ? throw new InvalidOperationException(shell.Streams.Error[0].ToString()) : output;
    }

    public void Dispose() => _runspace.Dispose();
}
