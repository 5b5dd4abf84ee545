using System.Globalization;

namespace AcrImport;

/// <summary>Writes a running operation down as a handle, and reads a handle back.</summary>
internal static class OperationHandle
{
    public static AcrImportOperation Of(ImportRequest request, OperationState state, Digest? sourceDigest, ImportOrder order, DateTimeOffset startedOn) => new()
    {
        OperationId = request.OperationId.ToString(),
        RegistryId = request.Registry.Id.ToString(),
        Registry = request.Registry.LoginServer.ToString(),
        Source = request.Source.ToString(),
        SourceRegistry = request.Source.Registry,
        SourceDigest = sourceDigest?.ToString(),
        Target = string.Join(", ", request.Targets.Select(target => target.ToString()).Concat(request.UntaggedTargets)),
        StartedOn = startedOn,
        StatusUrl = state.StatusUrl!.AbsoluteUri,
        Verify = order.Verify,
    };

    public static ImportSubject SubjectOf(AcrImportOperation operation) =>
        new(operation.Source, operation.SourceRegistry, operation.Registry, operation.OperationId);

    public static OperationState StateOf(AcrImportOperation operation) =>
        Uri.TryCreate(operation.StatusUrl, UriKind.Absolute, out var address)
            ? OperationState.Running(address, retryAfter: null)
            : throw new AcrImportException(
                AcrErrorKind.ImportOutcomeUnknown, string.Format(CultureInfo.InvariantCulture, "The handle of the import of {0} has no status URL, so nobody can be asked.", operation.Source));

    /// <returns>The targets, or null where the handle names none that can be read.</returns>
    public static (IReadOnlyList<ImageName> Tags, IReadOnlyList<string> Repositories)? TargetsOf(AcrImportOperation operation)
    {
        var texts = operation.Target.Split(',');
        var names = texts.Select(text => ImageName.TryParse(text.Trim(), out var name) ? name : null).OfType<ImageName>().ToList();
        return names.Count < texts.Length ? null : ([.. names.Where(name => name.Tag is not null)], [.. names.Where(name => name.Tag is null).Select(name => name.Repository)]);
    }
}
