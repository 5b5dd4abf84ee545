namespace AcrImport.Emulator.Storage;

/// <summary>Which part of a list is wanted.</summary>
/// <param name="Count">At most so many items.</param>
/// <param name="After">The item before the first one; null for the beginning.</param>
/// <param name="Order">The order of the list.</param>
public sealed record PageRequest(int Count, PagePosition? After = null, PageOrder Order = PageOrder.None)
{
    /// <summary>Gets the request for everything.</summary>
    public static PageRequest All { get; } = new(int.MaxValue);

    /// <summary>Gets whether what is not to be listed is left out.</summary>
    internal bool ListedOnly { get; init; }

    /// <summary>Returns the WHERE and ORDER BY parts that continue behind <see cref="After"/>.</summary>
    internal string Clause(string key)
    {
        var direction = Order == PageOrder.TimeDescending ? "<" : ">";
        var after = After is null ? string.Empty
            : Order == PageOrder.None ? $"AND {key} > $key "
            : $"AND (updated {direction} $time OR (updated = $time AND {key} > $key)) ";
        var order = Order switch
        {
            PageOrder.TimeAscending => $"updated, {key}",
            PageOrder.TimeDescending => $"updated DESC, {key}",
            _ => key,
        };
        var listed = ListedOnly ? $"AND locked & {(int)ItemLocks.List} = 0 " : string.Empty;
        return $"{listed}{after}ORDER BY {order} LIMIT $count";
    }

    internal (string Name, object? Value)[] Parameters(params ReadOnlySpan<(string Name, object? Value)> others) =>
        [.. others, ("$count", Count), ("$key", After?.Key), ("$time", After?.Updated.UtcTicks)];
}
