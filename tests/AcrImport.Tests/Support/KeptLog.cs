using System.Collections.Concurrent;

namespace AcrImport.Tests.Support;

/// <summary>Keeps what was told.</summary>
internal sealed class KeptLog : IImportLog
{
    private readonly ConcurrentQueue<string> _verbose = new();
    private readonly ConcurrentQueue<string> _warnings = new();

    public IReadOnlyList<string> VerboseLines => [.. _verbose];

    public IReadOnlyList<string> Warnings => [.. _warnings];

    public void Verbose(string message) => _verbose.Enqueue(message);

    public void Warning(string message) => _warnings.Enqueue(message);
}
