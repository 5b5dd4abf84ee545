using AcrImport.Tests.Support;

namespace AcrImport.Tests.Properties;

/// <summary>What must hold of every import, whatever happens.</summary>
internal sealed class ImportLaws(DrawnImport drawn, SimulatedAzure azure, KeptLog log, ImportOutcome outcome)
{
    private readonly ImportResult _result = outcome.Result;

    /// <summary>Gets the laws that were broken.</summary>
    public IReadOnlyList<string> Broken() =>
    [
        .. azure.Wrongs,
        .. new (bool Holds, string Law)[]
        {
            (Enum.IsDefined(_result.Status) && (outcome.Error is null) == (_result.ErrorId is null), "Every import has one outcome."),
            (IsGood || _result.ErrorId is not null || _result.Operation is not null, "What is not done has an error or an operation."),
            (_result.Status != ImportStatus.Running || _result.Operation is not null, "What is running has an operation."),
            (!IsGood || _result.ErrorId is null, "What is done has no error."),
            (_result.Verified != true || (IsGood && HasRightDigest), "What is verified has the source's digest under all its targets."),
            (_result.Verified is true or false || _result.VerificationDetail is not null, "What is not verified says why."),
            (_result.Status != ImportStatus.Imported || IsImportedByService, "What the service says failed is not imported."),
            (_result.Status != ImportStatus.Failed || IsReallyFailed, "What failed is not under way."),
            (_result.Status != ImportStatus.Unchanged || azure.Service.Started.All(started => started.State == OperationProgress.Failed || !started.HeardAccepted), "What is unchanged was not imported."),
            (azure.Service.Posts.Select(post => post.Id).Distinct().Count() == azure.Service.Posts.Count && azure.Service.Posts.Count <= 2, "An import is sent twice at most, each time as an operation of its own."),
            (_result.SourceDigest is null || azure.Service.Started.All(started => started.SourceImage.EndsWith("@" + _result.SourceDigest, StringComparison.Ordinal)), "The digest that was read is what is imported."),
            (!Told.Any(line => line.Contains(SimulatedAzure.Secret, StringComparison.Ordinal)), "No secret is told."),
            (!IsPlain || IsAsExpected, "An import in calm weather does what it was asked for."),
        }.Where(law => !law.Holds).Select(law => law.Law),
    ];

    private bool IsGood => _result.Status is ImportStatus.Imported or ImportStatus.Unchanged;

    private string? Right => drawn.Order.Source.Image.Digest?.ToString() ?? azure.SourceTold;

    private bool HasRightDigest =>
        Right is { } digest && _result.Digest == digest && _result.SourceDigest == digest
        && _result.Target.Split(", ").All(target => target.Contains(':', StringComparison.Ordinal)
            ? drawn.World.HeldWhenRead(target, digest)
            : drawn.World.Peek(World.Target, $"{target}@{digest}") is not null);

    // The service has said so, or it was not heard and the target was seen to hold the image.
    private bool IsImportedByService =>
        azure.Service.Started.Any(started => started.Heard == OperationProgress.Succeeded)
        || (!azure.IsLastOrderHeard && Right is { } digest && _result.Digest == digest);

    // Unless the target was looked at and is not right, or the service was heard to fail.
    private bool IsReallyFailed =>
        outcome.Error!.Kind is AcrErrorKind.VerificationFailed or AcrErrorKind.TargetChanged or AcrErrorKind.TargetTagExists
        || azure.Service.Started.All(started => started.State == OperationProgress.Failed)
        || azure.Service.Started[^1].Heard == OperationProgress.Failed;

    private bool IsPlain => drawn.IsCalm && drawn.SourceHost == World.Own && drawn.Order.Pin && drawn.Order.Verify;

    private bool IsAsExpected => (_result.Status, _result.Verified, _result.ErrorId) switch
    {
        (ImportStatus.Imported, true, null) => azure.Service.Started.Count == 1,
        (ImportStatus.Unchanged, true, null) => azure.Service.Started.Count == 0,
        (ImportStatus.Imported or ImportStatus.Unchanged, null, null) => drawn.Order.IfExists == IfExists.Skip && HasOther,
        (ImportStatus.Failed, null, nameof(AcrErrorKind.TargetTagExists)) => drawn.Order.IfExists == IfExists.Fail && HasOther && azure.Service.Started.Count == 0,
        _ => false,
    };

    private bool HasOther => drawn.Order.Targets.Any(target => drawn.World.Peek(World.Target, target.ToString()) is { } digest && digest != Right);

    private IEnumerable<string> Told =>
    [
        .. log.VerboseLines, .. log.Warnings, .. log.Stages.Select(stage => stage.Detail), .. log.AcceptedOperations.Select(operation => operation.ToString()),
        _result.ToString(), _result.ErrorMessage ?? "", _result.VerificationDetail ?? "", _result.Target, _result.Source, outcome.Error?.ToString() ?? "", outcome.Error?.ServiceMessage ?? "",
    ];
}
