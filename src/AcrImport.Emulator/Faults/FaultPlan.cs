namespace AcrImport.Emulator.Faults;

/// <summary>All that is to go wrong in an emulator; it can be changed while the emulator runs.</summary>
public sealed class FaultPlan
{
    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private List<PlannedFault> _faults = [];
    private int _seed;

    internal FaultPlan(TimeProvider time) => _time = time;

    /// <summary>Gets what is planned, and how often each fault has struck.</summary>
    public IReadOnlyList<FaultRecord> Read()
    {
        lock (_gate)
        {
            return [.. _faults.Select(planned => new FaultRecord(planned.Fault, planned.Hits))];
        }
    }

    /// <summary>Adds a fault.</summary>
    /// <exception cref="ArgumentException">The fault is not valid.</exception>
    public void Add(Fault fault)
    {
        lock (_gate)
        {
            _faults = [.. _faults, Planned(fault, _faults.Count)];
        }
    }

    /// <summary>Makes a new plan; the same seed and the same requests bring the same faults.</summary>
    /// <exception cref="ArgumentException">A fault is not valid; the plan of before stays.</exception>
    public void Replace(IEnumerable<Fault> faults, int seed = 0)
    {
        lock (_gate)
        {
            var before = _seed;
            try
            {
                _seed = seed;
                _faults = [.. faults.Select(Planned)];
            }
            catch
            {
                _seed = before;
                throw;
            }
        }
    }

    /// <summary>Ends all faults.</summary>
    public void Clear() => Replace([]);

    /// <summary>Returns what strikes a request: any number of delays, and at most one fault of another kind, with what is left of its time.</summary>
    internal IReadOnlyList<(Fault Fault, TimeSpan Left)> TakeOfRequest(FaultPlane plane, string method, string path)
    {
        lock (_gate)
        {
            var struck = new List<(Fault Fault, TimeSpan Left)>();
            foreach (var planned in _faults.Where(planned =>
                planned.Fault is { IsOfImports: false, IsOfContent: false } && planned.Fault.Concerns(plane, method, path)))
            {
                if (planned.Take(_time.GetUtcNow()) is { } left)
                {
                    struck.Add((planned.Fault, left));
                    if (planned.Fault.Kind != FaultKind.Latency)
                    {
                        break;
                    }
                }
            }

            return struck;
        }
    }

    /// <summary>Gets whether a fault may strike the content of an answer.</summary>
    internal bool ConcernsContent(FaultPlane plane, string method, string path)
    {
        lock (_gate)
        {
            return _faults.Exists(planned => planned.Fault.IsOfContent && planned.Fault.Concerns(plane, method, path));
        }
    }

    /// <summary>Returns what strikes the content of an answer, if anything does.</summary>
    internal FaultKind? TakeOfContent(FaultPlane plane, string method, string path)
    {
        lock (_gate)
        {
            return _faults.Find(planned =>
                planned.Fault.IsOfContent && planned.Fault.Concerns(plane, method, path) && planned.Take(_time.GetUtcNow()) is not null)?.Fault.Kind;
        }
    }

    /// <summary>Returns what strikes an import.</summary>
    internal IReadOnlySet<FaultKind> TakeOfImport(string path, IReadOnlyList<string> images)
    {
        lock (_gate)
        {
            return _faults
                .Where(planned => planned.Fault.IsOfImports
                    && planned.Fault.Concerns(FaultPlane.Arm, HttpMethods.Post, path)
                    && planned.Fault.ConcernsOneOf(images)
                    && planned.Take(_time.GetUtcNow()) is not null)
                .Select(planned => planned.Fault.Kind)
                .ToHashSet();
        }
    }

    // Each fault has its own dice, so that what strikes one does not depend on requests that concern another.
    private PlannedFault Planned(Fault fault, int index) => fault.Invalidity is { } reason
        ? throw new ArgumentException($"The fault '{fault.Kind}' is not valid: {reason}.", nameof(fault))
        : new PlannedFault(fault, new Random(unchecked((_seed * 397) + index)));
}
