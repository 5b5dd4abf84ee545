namespace AcrImport.Emulator.CommandLine;

/// <summary>Upstreams as people type them, <c>HOST=URL</c>.</summary>
internal static class UpstreamList
{
    /// <exception cref="ArgumentException">A text is not an upstream; the message says why.</exception>
    public static IReadOnlyDictionary<string, Uri> Parse(IEnumerable<string> texts)
    {
        var upstreams = new Dictionary<RegistryHost, Uri>();
        foreach (var text in texts)
        {
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0 || !Uri.TryCreate(text[(equals + 1)..], UriKind.Absolute, out var address))
            {
                throw new ArgumentException($"The upstream '{ControlCharacters.Escape(text)}' is not of the form HOST=URL.");
            }

            if (!upstreams.TryAdd(RegistryHost.Parse(text[..equals]), address))
            {
                throw new ArgumentException($"The upstream '{text[..equals]}' is named twice.");
            }
        }

        return upstreams.ToDictionary(upstream => upstream.Key.ToString(), upstream => upstream.Value);
    }
}
