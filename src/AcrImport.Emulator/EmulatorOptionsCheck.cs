using AcrImport.Emulator.Access;
using AcrImport.Emulator.Arm;

namespace AcrImport.Emulator;

/// <summary>The rules of the options, the same for the program and for tests.</summary>
internal static class EmulatorOptionsCheck
{
    /// <exception cref="ArgumentException">An option is not valid.</exception>
    public static void Check(EmulatorOptions options)
    {
        if (options.Registries.Count == 0)
        {
            throw new ArgumentException("At least one registry is required.");
        }

        foreach (var registry in options.Registries)
        {
            Check(registry);
        }

        if (options.Registries.GroupBy(registry => registry.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new ArgumentException($"The registry '{twice.Key}' is named twice.");
        }

        Check(options.Principals, options.Registries);
        if (options.SystemIdentity is { } identity && !options.Principals.Any(principal => principal.Name.Equals(identity, StringComparison.OrdinalIgnoreCase)))
        {
            throw new ArgumentException($"The principal '{ControlCharacters.Escape(identity)}' of the managed identity is not there.");
        }

        if (options.ImportDelay < TimeSpan.Zero || options.RetryAfter < TimeSpan.Zero)
        {
            throw new ArgumentException("The import delay and the retry time cannot be negative.");
        }

        if (options.Synthesized.FirstOrDefault(known => known.Value < 1 || !options.Registries.Any(registry =>
            known.Key.StartsWith(registry.Name + "/", StringComparison.OrdinalIgnoreCase))).Key is { } bad)
        {
            throw new ArgumentException($"The synthesized repository '{ControlCharacters.Escape(bad)}' has no registry, or no tags.");
        }

        if (options.DockerHubPullLimit < 0)
        {
            throw new ArgumentException("The pull limit cannot be negative.");
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

    /// <exception cref="ArgumentException">An option is not valid.</exception>
    public static void Check(EmulatorRegistryOptions registry)
    {
        if (!RegistryResourceId.IsRegistryName(registry.Name))
        {
            throw new ArgumentException($"The registry name '{ControlCharacters.Escape(registry.Name)}' is not 5 to 50 letters and digits.");
        }

        if (registry.Subscription is < 1 or > Subscriptions.Max)
        {
            throw new ArgumentException($"The subscription of the registry '{registry.Name}' is not a number from 1 to {Subscriptions.Max}.");
        }

        // Source: registry documentation, "Service tiers".
        if (registry.Sku == RegistrySku.Basic && registry.AnonymousPull)
        {
            throw new ArgumentException($"The registry '{registry.Name}' cannot let everyone pull: its tier is Basic.");
        }

        if (registry.Sku != RegistrySku.Premium && (registry.IsRestricted || !registry.TrustedServices))
        {
            throw new ArgumentException($"The registry '{registry.Name}' cannot have rules about the network: its tier is {registry.Sku}.");
        }
    }

    private static void Check(IReadOnlyList<EmulatorPrincipalOptions> principals, IReadOnlyList<EmulatorRegistryOptions> registries)
    {
        if (principals.Any(principal => string.IsNullOrWhiteSpace(principal.Name) || principal.Secret?.Length == 0))
        {
            throw new ArgumentException("A principal has a name, and a secret that is not empty.");
        }

        if (principals.GroupBy(principal => principal.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new ArgumentException($"The principal '{ControlCharacters.Escape(twice.Key)}' is named twice.");
        }

        foreach (var (principal, role) in principals.SelectMany(principal => principal.Roles.Select(role => (principal, role))))
        {
            if (!Roles.Exists(role.Role))
            {
                throw new ArgumentException($"'{ControlCharacters.Escape(role.Role)}' is no role.");
            }

            if (role.Registry is { } name && !registries.Any(registry => registry.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
            {
                throw new ArgumentException($"The registry '{ControlCharacters.Escape(name)}' of the principal '{ControlCharacters.Escape(principal.Name)}' is not there.");
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
