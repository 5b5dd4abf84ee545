namespace AcrImport;

/// <summary>Takes what the engine and the clients have to tell while they work. May be called from any thread.</summary>
public interface IImportLog
{
    /// <summary>Tells a step that a curious user may want to follow. Never contains a secret or a signed URL.</summary>
    void Verbose(string message);

    /// <summary>Tells something that the user should know although the command goes on.</summary>
    void Warning(string message);
}
