using System.Collections.Concurrent;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using AcrImport.Isolation;

namespace AcrImport.Session;

/// <summary>
/// What one runspace remembers between commands. Two runbooks in one process, and the runspaces of a parallel loop, never see
/// each other's sign-in; it goes when the runspace goes.
/// </summary>
internal sealed class RunspaceMemory
{
    private static readonly ConditionalWeakTable<Runspace, RunspaceMemory> States = new();

    private readonly ConcurrentDictionary<string, AcrImportOperation> _running = new(StringComparer.Ordinal);

    private Func<IBackendFactory> _openDoor = BackendLoader.CreateFactory;

    /// <summary>Gets the sign-in, or null.</summary>
    public AcrSession? Session { get; private set; }

    /// <summary>Gets the state of the runspace that the calling thread works for.</summary>
    public static RunspaceMemory Current => Of(Runspace.DefaultRunspace);

    public static RunspaceMemory Of(Runspace runspace) => States.GetOrCreateValue(runspace);

    /// <summary>Gets the imports that were started here and are not known to be settled, the oldest first.</summary>
    public IReadOnlyList<AcrImportOperation> Running => [.. _running.Values.OrderBy(operation => operation.StartedOn)];

    public void Remember(AcrImportOperation operation) => _running[operation.OperationId] = operation;

    public void Forget(AcrImportOperation operation) => _running.TryRemove(operation.OperationId, out _);

    /// <summary>Makes a session without keeping it.</summary>
    public AcrSession Open(ConnectionOptions options) => new(options, _openDoor().Create(options));

    /// <summary>Makes a session the runspace's own, and ends the one before.</summary>
    public void Keep(AcrSession session)
    {
        Session?.Dispose();
        Session = session;
    }

    /// <summary>Lets a test put another backend behind the door.</summary>
    internal void UseDoor(Func<IBackendFactory> door) => _openDoor = door;
}
