namespace AcrImport.Emulator;

/// <summary>The rules of the options, the same for the program and for tests.</summary>
internal static class EmulatorOptionsCheck
{
    /// <exception cref="ArgumentException">An option is not valid.</exception>
    public static void Check(EmulatorOptions options)
    {
        var names = options.Registries;
        if (names.Count == 0)
        {
            throw new ArgumentException("At least one registry is required.");
        }

        if (names.FirstOrDefault(name => !RegistryResourceId.IsRegistryName(name)) is { } wrong)
        {
            throw new ArgumentException($"The registry name '{ControlCharacters.Escape(wrong)}' is not 5 to 50 letters and digits.");
        }

        if (names.GroupBy(name => name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new ArgumentException($"The registry '{twice.Key}' is named twice.");
        }

        if (options.ImportDelay < TimeSpan.Zero || options.RetryAfter < TimeSpan.Zero)
        {
            throw new ArgumentException("The import delay and the retry time cannot be negative.");
        }

        foreach (var (host, address) in options.Upstreams)
        {
            RegistryHost.Parse(host);
            if (FaultOf(address) is { } fault)
            {
                throw new ArgumentException($"The address '{ControlCharacters.Escape(address.OriginalString)}' of the upstream '{host}' {fault}.");
            }
        }
    }

    private static string? FaultOf(Uri address) => address switch
    {
        { IsAbsoluteUri: false } => "is not an absolute URL",
        { Scheme: not ("http" or "https") } => "is neither http nor https",
        { UserInfo.Length: > 0 } => "must not contain a user name",
        { PathAndQuery: not "/" } or { Fragment.Length: > 0 } => "must not have a path",
        _ => null,
    };
}
