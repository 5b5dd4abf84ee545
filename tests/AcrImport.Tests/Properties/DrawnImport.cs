using System.Net;

namespace AcrImport.Tests.Properties;

/// <summary>One import with all that happens around it, drawn from a seed.</summary>
internal sealed class DrawnImport
{
    private const string Tag = "o/app:v1";

    private readonly Random _chance;

    public DrawnImport(int seed)
    {
        Seed = seed;
        _chance = new Random(seed);
        IsCalm = Is(0.25);
        FaultRate = IsCalm ? 0 : Pick(0.03, 0.1, 0.3);
        SourceHost = Pick(World.Own, World.Own, World.Foreign);
        Order = Draw();
        CopyRequests = Pick(0, 1, 2, 5, 12);
        Lag = Pick(0, 0, 0, 1, 2, 3);
        NeverEnds = Rarely(0.02);
        Timeout = NeverEnds ? TimeSpan.FromMinutes(2) : Rarely(0.1) ? TimeSpan.FromSeconds(Pick(0.1, 3, 20, 90)) : TimeSpan.FromHours(1);
        FailsLate = Rarely(0.08);
        Lies = Rarely(0.06);
        Vanishes = Rarely(0.05);
        IsClosed = Rarely(0.1);
        CancelledAt = Rarely(0.04) ? _chance.Next(1, 25) : null;
        IsHandedOver = Rarely(0.08);
        Settle();
    }

    public int Seed { get; }

    /// <summary>Gets whether nothing goes wrong but that the source's tag moves, and the target's shows late.</summary>
    public bool IsCalm { get; }

    public double FaultRate { get; }

    public string SourceHost { get; }

    public ImportOrder Order { get; }

    public World World { get; } = new();

    /// <summary>Gets how many requests come in while the service copies.</summary>
    public int CopyRequests { get; }

    /// <summary>Gets how many requests come in before the registry shows what the service has set.</summary>
    public int Lag { get; }

    public bool NeverEnds { get; }

    public TimeSpan Timeout { get; }

    public bool FailsLate { get; }

    /// <summary>Gets whether the service says that it is done and has not set the first tag.</summary>
    public bool Lies { get; }

    public bool Vanishes { get; }

    /// <summary>Gets whether the target's own API is closed to this machine.</summary>
    public bool IsClosed { get; }

    public int? CancelledAt { get; }

    /// <summary>Gets whether one session starts the import and another waits for it.</summary>
    public bool IsHandedOver { get; }

    public bool Is(double probability) => _chance.NextDouble() < probability;

    public T Pick<T>(params T[] values) => values[_chance.Next(values.Length)];

    public override string ToString() =>
        $"seed {Seed}: {Order.Source} -> {Order.TargetText}, {Order.IfExists}, calm {IsCalm}, pin {Order.Pin}, verify {Order.Verify}, handed over {IsHandedOver}, timeout {Timeout}";

    private bool Rarely(double probability) => Is(probability) && !IsCalm;

    private ImportOrder Draw()
    {
        var targets = new List<string> { "base/app:1" };
        if (Is(0.3))
        {
            targets.AddRange(["base/app:2", "base/other:3"]);
        }

        var isGiven = Is(0.1);
        return ImportOrder.Create(new ImportOptions
        {
            Registry = World.Target,
            Source = $"{SourceHost}/{(isGiven ? $"o/app@{World.Digest(1)}" : Tag)}",
            Targets = Is(0.05) ? [] : targets,
            UntaggedTargets = Is(0.15) ? ["base/untagged"] : [],
            IfExists = Pick(IfExists.Fail, IfExists.Fail, IfExists.Skip, IfExists.Update, IfExists.Overwrite),
            Pin = !Is(0.1),
            Verify = !Is(0.1),
            Credential = SourceHost == World.Foreign && Is(0.5) ? new SourceCredential("user", new NetworkCredential("", SimulatedAzure.Secret + "-PASSWORD").SecurePassword) : null,
        });
    }

    // Number 1 is what the source has, 2 what it gets, 3 and 4 are other people's.
    private void Settle()
    {
        World.Put(SourceHost, Tag, World.Digest(1));
        if (Is(0.3))
        {
            World.In(_chance.Next(1, 15), () => World.Put(SourceHost, Tag, World.Digest(2)));
        }

        foreach (var target in Order.Targets)
        {
            if (Is(0.4))
            {
                World.Put(World.Target, target.ToString(), World.Digest(Pick(1, 3)));
            }

            if (Rarely(0.1))
            {
                World.In(_chance.Next(1, 30), () => World.PutByOther(target.ToString(), World.Digest(Pick(1, 4))));
            }
        }
    }
}
