using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using AcrImport.Emulator.Storage;

namespace AcrImport.Emulator.Registries;

/// <summary>The <c>n</c>, <c>last</c> and <c>orderby</c> of a list, and the link to its next page.</summary>
internal sealed class PageQuery
{
    private const int DefaultCount = 100;
    private const int MaxCount = 1000;

    private readonly string _orderBy;

    private PageQuery(PageRequest page, string orderBy)
    {
        Page = page;
        _orderBy = orderBy;
    }

    public PageRequest Page { get; }

    /// <summary>Gets the request for one item more than the page has, which tells whether another page follows.</summary>
    public PageRequest PageAndOne => Page with { Count = Page.Count + 1, ListedOnly = true };

    public static bool TryRead(HttpRequest request, [NotNullWhen(true)] out PageQuery? query, [NotNullWhen(false)] out RegistryError? error)
    {
        query = null;
        var count = DefaultCount;
        string? n = request.Query["n"];
        if (n is not null && (!int.TryParse(n, NumberStyles.None, CultureInfo.InvariantCulture, out count) || count == 0))
        {
            error = RegistryError.PageInvalid("number of results", n);
            return false;
        }

        var orderBy = request.Query["orderby"].ToString();
        PageOrder? order = orderBy.ToLowerInvariant() switch
        {
            "" or "none" => PageOrder.None,
            "timeasc" => PageOrder.TimeAscending,
            "timedesc" => PageOrder.TimeDescending,
            _ => null,
        };
        if (order is null)
        {
            error = RegistryError.PageInvalid("orderby", orderBy);
            return false;
        }

        var last = request.Query["last"].ToString();
        var after = last.Length == 0 ? null : order == PageOrder.None ? new PagePosition(last) : ReadTimed(last);
        if (last.Length > 0 && after is null)
        {
            error = RegistryError.PageInvalid("last", last);
            return false;
        }

        error = null;
        query = new PageQuery(new PageRequest(Math.Min(count, MaxCount), after, order.Value), orderBy);
        return true;
    }

    /// <summary>Cuts the list to the page, and links to the next one where there is more.</summary>
    public IReadOnlyList<T> Cut<T>(HttpContext context, IReadOnlyList<T> items, Func<T, PagePosition> positionOf)
    {
        if (items.Count <= Page.Count)
        {
            return items;
        }

        var last = positionOf(items[Page.Count - 1]);
        var text = Page.Order == PageOrder.None ? last.Key : string.Create(CultureInfo.InvariantCulture, $"{last.Updated.UtcTicks}&{last.Key}");
        context.Response.Headers.Link = string.Create(
            CultureInfo.InvariantCulture,
            $"<{context.Request.Path.ToUriComponent()}?last={Uri.EscapeDataString(text)}&n={Page.Count}&orderby={_orderBy}>; rel=\"next\"");
        return [.. items.Take(Page.Count)];
    }

    // Behind a list by time comes "time&name", which clients have to hand back as they got it.
    private static PagePosition? ReadTimed(string last)
    {
        var separator = last.IndexOf('&', StringComparison.Ordinal);
        return separator > 0
            && long.TryParse(last.AsSpan(0, separator), NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            && ticks <= DateTimeOffset.MaxValue.Ticks
            ? new PagePosition(last[(separator + 1)..], new DateTimeOffset(ticks, TimeSpan.Zero))
            : null;
    }
}
