using System.IO.Enumeration;

namespace AcrImport.Emulator.Faults;

/// <summary>Something that goes wrong: what, where, how often. In patterns, <c>*</c> stands for anything, <c>/</c> included.</summary>
/// <param name="Kind">What goes wrong.</param>
public sealed record Fault(FaultKind Kind)
{
    private static readonly TimeSpan MaxTime = TimeSpan.FromHours(1);

    /// <summary>Gets where; null for everywhere.</summary>
    public FaultPlane? Plane { get; init; }

    /// <summary>Gets the HTTP method; null for all.</summary>
    public string? Method { get; init; }

    /// <summary>Gets a pattern of the request's path, for imports that of importImage; null for all.</summary>
    public string? Path { get; init; }

    /// <summary>Gets a pattern of an import's source image or one of its targets, for example <c>library/nginx:*</c>; null for all.</summary>
    public string? Image { get; init; }

    /// <summary>Gets how many times at most; null for no end.</summary>
    public int? Count { get; init; }

    /// <summary>Gets how probable it is each time, from 0 to 1. Chance depends on the seed alone.</summary>
    public double Probability { get; init; } = 1;

    /// <summary>Gets how long <see cref="FaultKind.Latency"/> and <see cref="FaultKind.Throttle"/> last.</summary>
    public double Seconds { get; init; } = 1;

    internal bool IsOfImports => Kind >= FaultKind.Hang;

    internal bool IsOfContent => Kind is FaultKind.Truncate or FaultKind.WrongDigest;

    internal TimeSpan Time => TimeSpan.FromSeconds(Seconds);

    internal string? Invalidity => this switch
    {
        _ when !Enum.IsDefined(Kind) => "its kind is unknown",
        { Count: < 1 } => "its count is not positive",
        { Probability: not (>= 0 and <= 1) } => "its probability is not between 0 and 1",
        _ when !(Seconds >= 0 && Seconds <= MaxTime.TotalSeconds) => $"its seconds are not between 0 and {MaxTime.TotalSeconds}",
        { Image: not null, IsOfImports: false } => "only a fault of imports has an image",
        _ => null,
    };

    internal bool Concerns(FaultPlane plane, string method, string path) =>
        (Plane is null || Plane == plane)
        && (Method is null || Method.Equals(method, StringComparison.OrdinalIgnoreCase))
        && Matches(Path, path);

    internal bool ConcernsOneOf(IEnumerable<string> images) => Image is null || images.Any(image => Matches(Image, image));

    private static bool Matches(string? pattern, string text) => pattern is null || FileSystemName.MatchesSimpleExpression(pattern, text);
}
