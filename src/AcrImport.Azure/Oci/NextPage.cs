namespace AcrImport.Azure.Oci;

/// <summary>Reads the address of the next page, <c>Link: &lt;/path?query&gt;; rel="next"</c>. Source: OCI distribution specification, "Listing Tags".</summary>
internal static class NextPage
{
    /// <returns>Path and query at the same host, or null on the last page.</returns>
    /// <exception cref="AcrImportException">The link leads to another host or another listing; it is not followed.</exception>
    public static string? Read(string? link, Uri page)
    {
        // The quotes are optional (RFC 8288), and a last page that is none would cut the listing without a word.
        if (link is null || link.Replace("\"", string.Empty).IndexOf("rel=next", StringComparison.OrdinalIgnoreCase) < 0)
        {
            return null;
        }

        var start = link.IndexOf('<');
        var end = link.IndexOf('>');
        if (start >= 0 && end > start && Uri.TryCreate(page, link.Substring(start + 1, end - start - 1), out var next)
            && Uri.Compare(next, page, UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.Unescaped, StringComparison.Ordinal) == 0
            && next.Query != page.Query)
        {
            return next.PathAndQuery;
        }

        throw new AcrImportException(AcrErrorKind.ServiceError, $"{page.Authority} sent a link to the next page that leads elsewhere; the listing is incomplete.");
    }
}
