using System.Management.Automation;

namespace AcrImport.Commands;

/// <summary>Brings what the engine tells to the command's streams, by way of the pipeline thread.</summary>
internal sealed class CommandLog(Cmdlet command, PipelinePump pump) : IImportLog
{
    public void Verbose(string message) => pump.Post(() => command.WriteVerbose(message));

    public void Warning(string message) => pump.Post(() => command.WriteWarning(message));
}
