using System.Collections.Concurrent;

namespace AcrImport.Emulator.Registries.Push;

/// <summary>The uploads of one registry that have begun and not ended.</summary>
internal sealed class UploadSessions : IAsyncDisposable
{
    private readonly ConcurrentDictionary<Guid, UploadSession> _sessions = new();

    public UploadSession Begin(string repository)
    {
        var session = new UploadSession(repository);
        _sessions[session.Id] = session;
        return session;
    }

    public UploadSession? Find(string repository, string id) =>
        Guid.TryParse(id, out var parsed) && _sessions.TryGetValue(parsed, out var session) && session.Repository == repository ? session : null;

    public async Task EndAsync(UploadSession session)
    {
        if (_sessions.TryRemove(session.Id, out _))
        {
            await session.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var session in _sessions.Values)
        {
            await EndAsync(session);
        }
    }
}
