using AcrImport.Emulator.Access;

namespace AcrImport.Emulator.Tokens;

/// <summary>A resource and the actions on it, <c>repository:name:pull,push</c>.</summary>
internal sealed record RepositoryScope(string Type, string Name, IReadOnlyList<string> Actions)
{
    public const string RepositoryType = "repository";
    public const string Pull = "pull";
    public const string Push = "push";
    public const string Delete = "delete";
    public const string MetadataRead = "metadata_read";
    public const string MetadataWrite = "metadata_write";
    public const string Every = "*";

    private static readonly (string Action, RegistryRights Right)[] RepositoryActions =
    [
        (Pull, RegistryRights.Pull), (Push, RegistryRights.Push), (Delete, RegistryRights.Delete),
        (MetadataRead, RegistryRights.MetadataRead), (MetadataWrite, RegistryRights.MetadataWrite),
    ];

    public static RepositoryScope Catalog { get; } = new("registry", "catalog", [Every]);

    public static RepositoryScope Of(string repository, string action) => new(RepositoryType, repository, [action]);

    public override string ToString() => $"{Type}:{Name}:{string.Join(',', Actions)}";

    public bool Covers(RepositoryScope wanted) =>
        Type == wanted.Type && Name == wanted.Name
        && wanted.Actions.All(action => Actions.Contains(action, StringComparer.Ordinal) || Actions.Contains(Every, StringComparer.Ordinal));

    /// <summary>Gets whether the rights are enough for all of the scope.</summary>
    public bool IsWithin(RegistryRights rights) => Actions.All(action => Available(Type, Name, rights).Contains(action, StringComparer.Ordinal));

    /// <summary>
    /// Reads what a client asks for and drops what it may not have: an action or a scope that cannot be granted is no error, it is
    /// just not in the token. Source: the distribution project's token specification.
    /// </summary>
    public static IReadOnlyList<RepositoryScope> Grant(IEnumerable<string?> requested, RegistryRights rights) =>
        [.. requested
            .SelectMany(scopes => (scopes ?? string.Empty).Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(scope => Grant(scope, rights))
            .OfType<RepositoryScope>()];

    private static RepositoryScope? Grant(string text, RegistryRights rights)
    {
        var first = text.IndexOf(':', StringComparison.Ordinal);
        var last = text.LastIndexOf(':');
        if (first < 0 || first == last)
        {
            return null;
        }

        var scope = new RepositoryScope(text[..first], text[(first + 1)..last], text[(last + 1)..].Split(','));
        var available = Available(scope.Type, scope.Name, rights);
        // Who asks for everything and may not do all of it gets the rest by name.
        IReadOnlyList<string> granted = scope.Actions.Contains(Every, StringComparer.Ordinal) && !available.Contains(Every, StringComparer.Ordinal)
            ? available
            : [.. scope.Actions.Intersect(available, StringComparer.Ordinal)];
        return granted.Count == 0 ? null : scope with { Actions = granted };
    }

    private static IReadOnlyList<string> Available(string type, string name, RegistryRights rights)
    {
        if (type == RepositoryType)
        {
            string[] actions = [.. RepositoryActions.Where(action => rights.HasFlag(action.Right)).Select(action => action.Action)];
            return actions.Length == RepositoryActions.Length ? [.. actions, Every] : actions;
        }

        return type == Catalog.Type && name == Catalog.Name && rights.HasFlag(RegistryRights.Catalog) ? Catalog.Actions : [];
    }
}
