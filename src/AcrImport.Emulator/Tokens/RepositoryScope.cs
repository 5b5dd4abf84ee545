namespace AcrImport.Emulator.Tokens;

/// <summary>A resource and the actions on it, <c>repository:name:pull,push</c>.</summary>
internal sealed record RepositoryScope(string Type, string Name, IReadOnlyList<string> Actions)
{
    public const string RepositoryType = "repository";
    public const string Pull = "pull";
    public const string MetadataRead = "metadata_read";
    public const string Every = "*";

    private static readonly string[] RepositoryActions = [Pull, "push", "delete", MetadataRead, "metadata_write"];

    public static RepositoryScope Catalog { get; } = new("registry", "catalog", [Every]);

    public static RepositoryScope Of(string repository, string action) => new(RepositoryType, repository, [action]);

    public override string ToString() => $"{Type}:{Name}:{string.Join(',', Actions)}";

    public bool Covers(RepositoryScope wanted) =>
        Type == wanted.Type && Name == wanted.Name
        && wanted.Actions.All(action => Actions.Contains(action, StringComparer.Ordinal) || Actions.Contains(Every, StringComparer.Ordinal));

    /// <summary>
    /// Reads what a client asks for and drops what there is not: an action or a scope that cannot be granted is no error, it is
    /// just not in the token. Source: the distribution project's token specification.
    /// </summary>
    public static IReadOnlyList<RepositoryScope> Grant(IEnumerable<string?> requested) =>
        [.. requested
            .SelectMany(scopes => (scopes ?? string.Empty).Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(Grant)
            .OfType<RepositoryScope>()];

    private static RepositoryScope? Grant(string text)
    {
        var first = text.IndexOf(':', StringComparison.Ordinal);
        var last = text.LastIndexOf(':');
        if (first < 0 || first == last)
        {
            return null;
        }

        var scope = new RepositoryScope(text[..first], text[(first + 1)..last], text[(last + 1)..].Split(','));
        string[] available = scope.Type == RepositoryType ? [.. RepositoryActions, Every]
            : scope is { Type: "registry", Name: "catalog" } ? [Every]
            : [];
        var granted = scope.Actions.Intersect(available, StringComparer.Ordinal).ToList();
        return granted.Count == 0 ? null : scope with { Actions = granted };
    }
}
