namespace AcrImport.Emulator.Faults;

/// <summary>What goes wrong.</summary>
public enum FaultKind
{
    /// <summary>An answer takes longer.</summary>
    Latency,

    /// <summary>429, and <c>Retry-After</c> counts down until the time is over; all of it counts as once.</summary>
    Throttle,

    /// <summary>503.</summary>
    Unavailable,

    /// <summary>The connection breaks before anything is done.</summary>
    Drop,

    /// <summary>What was asked for is done, and the connection breaks before the answer.</summary>
    LoseReply,

    /// <summary>The connection breaks in the middle of the body of an answer that is no error.</summary>
    Truncate,

    /// <summary>The content of an answer that is no error is not what its digest says; an answer without content names a digest of something else.</summary>
    WrongDigest,

    /// <summary>An import never ends.</summary>
    Hang,

    /// <summary>An import fails when all has been copied.</summary>
    FailLate,

    /// <summary>An import does its work, but nobody knows its operation any more.</summary>
    Vanish,

    /// <summary>
    /// The source's tag moves during an import by tag. As with the service, the import succeeds, and the target's tag names a manifest
    /// that is not there. Source: Azure/azure-cli issues 21944 and 29974.
    /// </summary>
    SourceTagMoves,

    /// <summary>Somebody else sets the target's tags while an import runs.</summary>
    TargetTagTaken,

    /// <summary>Somebody else moves the target's tags right after an import.</summary>
    TargetTagMoves,
}
