using System.Management.Automation;
using System.Management.Automation.Runspaces;
using AcrImport.Azure;
using AcrImport.Commands;
using AcrImport.Emulator;
using AcrImport.Session;
using AcrImport.Tests.House;
using EngineHost;

namespace AcrImport.Tests.Support;

/// <summary>A runspace in this process with the module's commands in it, and the Azure room of this build behind the door.</summary>
internal sealed class Shell : IDisposable
{
    private readonly StringWriter _shown = new();

    public Shell(IBackendFactory? backends = null)
    {
        var state = InitialSessionState.CreateDefault2();
        foreach (var command in typeof(AcrCmdlet).Assembly.GetTypes())
        {
            if (command.GetCustomAttributes(typeof(CmdletAttribute), inherit: false) is [CmdletAttribute cmdlet])
            {
                state.Commands.Add(new SessionStateCmdletEntry($"{cmdlet.VerbName}-{cmdlet.NounName}", command, helpFileName: null));
            }
        }

        state.Formats.Add(new SessionStateFormatEntry(Path.Combine(Repository.Root, "src", "AcrImport", "AcrImport.Format.ps1xml")));
        Runspace = RunspaceFactory.CreateRunspace(new TextHost(_shown, _shown), state);
        Runspace.Open();
        RunspaceMemory.Of(Runspace).UseDoor(() => backends ?? new AzureBackendFactory());
    }

    public Runspace Runspace { get; }

    /// <summary>Gets what the host was told to show, such as prompts and views.</summary>
    public string Shown => _shown.ToString();

    /// <summary>Makes a shell that is signed in to an emulator.</summary>
    public static Shell SignedIn(EmulatorServer emulator)
    {
        var shell = new Shell();
        shell.Run("Connect-AcrAccount -Emulator $args[0] | Out-Null", emulator.ConnectionFile);
        return shell;
    }

    /// <summary>Runs a script and gathers everything that it wrote.</summary>
    public ShellRun Run(string script, params object?[] arguments)
    {
        using var engine = PowerShell.Create(Runspace);
        engine.AddScript(script, useLocalScope: true);
        foreach (var argument in arguments)
        {
            engine.AddArgument(argument);
        }

        Exception? ended = null;
        var output = new List<PSObject>();
        try
        {
            engine.Invoke(null, output);
        }
        catch (RuntimeException terminating)
        {
            ended = terminating;
        }

        return new ShellRun(
            output,
            [.. engine.Streams.Error],
            [.. engine.Streams.Verbose.Select(record => record.Message)],
            [.. engine.Streams.Warning.Select(record => record.Message)],
            (ended as IContainsErrorRecord)?.ErrorRecord);
    }

    public void Dispose() => Runspace.Dispose();
}
