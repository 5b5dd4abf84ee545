using System.Collections.Concurrent;

namespace AcrImport.Tests.Support;

/// <summary>Keeps what was told.</summary>
internal sealed class KeptLog : IImportObserver
{
    private readonly ConcurrentQueue<string> _verbose = new();
    private readonly ConcurrentQueue<string> _warnings = new();

    public IReadOnlyList<string> VerboseLines => [.. _verbose];

    public IReadOnlyList<string> Warnings => [.. _warnings];

    public ConcurrentQueue<(ImportStage Stage, string Detail)> Stages { get; } = new();

    public ConcurrentQueue<AcrImportOperation> AcceptedOperations { get; } = new();

    public ConcurrentQueue<AcrImportOperation> SettledOperations { get; } = new();

    public void Entered(ImportOrder order, ImportStage stage, string detail) => Stages.Enqueue((stage, detail));

    public void Accepted(AcrImportOperation operation) => AcceptedOperations.Enqueue(operation);

    public void Settled(AcrImportOperation operation) => SettledOperations.Enqueue(operation);

    public void Verbose(string message) => _verbose.Enqueue(message);

    public void Warning(string message) => _warnings.Enqueue(message);
}
