using System.Management.Automation;
using System.Management.Automation.Runspaces;
using Microsoft.PowerShell;

namespace EngineHost;

/// <summary>Runs a script in a real PowerShell engine, as <c>pwsh -File</c> does, with the module imported.</summary>
public static class ScriptRun
{
    /// <returns>0, the script's own exit code, or 1 where it ended with an error.</returns>
    public static int Execute(string script, IReadOnlyList<string> arguments, string module, TextWriter output, TextWriter error)
    {
        var state = InitialSessionState.CreateDefault2();
        if (OperatingSystem.IsWindows())
        {
            state.ExecutionPolicy = ExecutionPolicy.Bypass;
        }

        var host = new TextHost(output, error);
        using var runspace = RunspaceFactory.CreateRunspace(host, state);
        runspace.Open();
        if (!Invoke(runspace, host, shell => shell.AddCommand("Import-Module").AddParameter("Name", module).AddParameter("ErrorAction", ActionPreference.Stop)))
        {
            return 1;
        }

        var succeeded = Invoke(runspace, host, shell =>
        {
            shell.AddCommand(script);
            foreach (var argument in arguments)
            {
                shell.AddArgument(argument);
            }
        });
        var left = runspace.SessionStateProxy.GetVariable("LASTEXITCODE") as int?;
        return succeeded ? host.ExitCode ?? left ?? 0 : 1;
    }

    private static bool Invoke(Runspace runspace, TextHost host, Action<PowerShell> add)
    {
        using var shell = PowerShell.Create(runspace);
        add(shell);
        shell.Commands.Commands[0].MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
        shell.AddCommand("Out-Default");
        try
        {
            shell.Invoke();
            return true;
        }
        catch (RuntimeException failure)
        {
            host.UI.WriteErrorLine(failure.ErrorRecord.ToString());
            return false;
        }
    }
}
