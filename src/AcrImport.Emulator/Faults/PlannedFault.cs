namespace AcrImport.Emulator.Faults;

/// <summary>A fault and its dice.</summary>
internal sealed class PlannedFault(Fault fault, Random dice)
{
    private DateTimeOffset _throttledUntil;

    public Fault Fault => fault;

    public int Hits { get; private set; }

    /// <summary>Returns how long the fault lasts where it strikes, and null where it does not.</summary>
    public TimeSpan? Take(DateTimeOffset now)
    {
        if (now < _throttledUntil)
        {
            return _throttledUntil - now;
        }

        if (Hits >= fault.Count || dice.NextDouble() >= fault.Probability)
        {
            return null;
        }

        Hits++;
        if (fault.Kind == FaultKind.Throttle)
        {
            _throttledUntil = now + fault.Time;
        }

        return fault.Time;
    }
}
