using System.Collections;

namespace AcrImport.Emulator;

/// <summary>The registries of an emulator as they are now: requests read them while others create and delete some.</summary>
internal sealed class RunningRegistries : IReadOnlyList<EmulatorRegistry>
{
    private readonly Lock _gate = new();
    private volatile EmulatorRegistry[] _registries = [];

    /// <summary>Gets or sets whether all registries of the start answer.</summary>
    public bool AreReady { get; set; }

    public int Count => _registries.Length;

    public EmulatorRegistry this[int index] => _registries[index];

    public void Add(EmulatorRegistry registry)
    {
        lock (_gate)
        {
            _registries = [.. _registries, registry];
        }
    }

    public void Remove(EmulatorRegistry registry)
    {
        lock (_gate)
        {
            _registries = [.. _registries.Where(other => other != registry)];
        }
    }

    public IEnumerator<EmulatorRegistry> GetEnumerator() => ((IEnumerable<EmulatorRegistry>)_registries).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
