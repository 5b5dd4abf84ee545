using System.Diagnostics.CodeAnalysis;

namespace AcrImport;

/// <summary>What the user names a registry of their own by: its name, its login server or its resource ID.</summary>
public sealed class RegistrySelector
{
    private const string Noun = "registry name, login server or resource ID";

    private RegistrySelector(string original, RegistryResourceId? resourceId, RegistryHost? loginServer, string? name)
    {
        Original = original;
        ResourceId = resourceId;
        LoginServer = loginServer;
        Name = name;
    }

    /// <summary>Gets what was typed.</summary>
    public string Original { get; }

    /// <summary>Gets the resource ID, where one was typed.</summary>
    public RegistryResourceId? ResourceId { get; }

    /// <summary>Gets the login server, where one was typed.</summary>
    public RegistryHost? LoginServer { get; }

    /// <summary>Gets the registry's name, where one was typed or the resource ID tells it.</summary>
    public string? Name { get; }

    /// <summary>Gets the subscription to look in, where the user named one.</summary>
    public string? SubscriptionId { get; private set; }

    /// <summary>Gets the resource group to look in, where the user named one.</summary>
    public string? ResourceGroup { get; private set; }

    /// <summary>Gets a text that is equal for equal selectors.</summary>
    public string Key => string.Join("|", Original, SubscriptionId, ResourceGroup);

    /// <summary>Returns the same selector that looks in one subscription or resource group only; a resource ID names both already.</summary>
    public RegistrySelector Within(string? subscriptionId, string? resourceGroup)
    {
        var narrowed = (RegistrySelector)MemberwiseClone();
        narrowed.SubscriptionId = subscriptionId;
        narrowed.ResourceGroup = resourceGroup;
        return narrowed;
    }

    /// <summary>Gets whether a registry is the one that was named.</summary>
    public bool Matches(RegistryResource registry) =>
        (LoginServer is { } host ? registry.LoginServer.Equals(host.WithoutRegion) : StringComparer.OrdinalIgnoreCase.Equals(registry.Name, Name))
        && (ResourceGroup is null || StringComparer.OrdinalIgnoreCase.Equals(registry.Id.ResourceGroup, ResourceGroup));

    /// <summary>Reads what a user typed for a registry.</summary>
    /// <param name="text"><c>myregistry</c>, <c>myregistry.azurecr.io</c> or <c>/subscriptions/…/registries/myregistry</c>.</param>
    /// <exception cref="ReferenceFormatException">The text is none of the three; the message says why.</exception>
    public static RegistrySelector Parse(string text) =>
        TryRead(text, out var selector, out var fault) ? selector : throw new ReferenceFormatException(text, Noun, fault);

    /// <summary>Reads what a user typed for a registry without throwing.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out RegistrySelector? selector) => TryRead(text, out selector, out _);

    /// <summary>Returns what was typed.</summary>
    public override string ToString() => Original;

    private static bool TryRead(string? text, [NotNullWhen(true)] out RegistrySelector? selector, out ReferenceFault fault)
    {
        selector = null;
        text ??= string.Empty;
        if (text.StartsWith("/", StringComparison.Ordinal))
        {
            if (!RegistryResourceId.TryRead(text, out var id, out fault))
            {
                return false;
            }

            selector = new RegistrySelector(text, id, null, id.Name);
            return true;
        }

        if (RegistryResourceId.IsRegistryName(text))
        {
            fault = default;
            selector = new RegistrySelector(text, null, null, text);
            return true;
        }

        if (text.IndexOfAny(['.', ':', '[']) < 0)
        {
            fault = new(ReferencePart.Registry, "a registry name is 5 to 50 letters and digits");
            return false;
        }

        if (!RegistryHost.TryRead(text, out var host, out fault))
        {
            return false;
        }

        selector = new RegistrySelector(text, null, host, null);
        return true;
    }
}
