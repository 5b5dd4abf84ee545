using System.Diagnostics.CodeAnalysis;
using AcrImport.Emulator.Access;

namespace AcrImport.Emulator.Arm;

/// <summary>The registries of all subscriptions, found without regard to case as in Azure.</summary>
internal sealed class RegistryDirectory(Guid tenantId, int subscriptionCount, IReadOnlyList<EmulatorRegistry> registries)
{
    /// <summary>The group in which the emulator's registries are, in each subscription.</summary>
    public const string ResourceGroup = "acr-emulator";

    public Guid TenantId => tenantId;

    /// <summary>Gets all registries that have been started.</summary>
    public IReadOnlyList<EmulatorRegistry> All => registries;

    private IEnumerable<int> SubscriptionNumbers => Enumerable.Range(1, subscriptionCount);

    /// <summary>Returns the numbers of the subscriptions in which the caller has any role.</summary>
    public IEnumerable<int> SubscriptionsOf(Principal caller) => SubscriptionNumbers.Where(number =>
        caller.Roles.Any(role => role.Registry is null)
        || registries.Any(registry => registry.Options.Subscription == number && caller.RightsOn(registry.Name) != RegistryRights.None));

    /// <summary>Returns the registries that the caller may see.</summary>
    public IReadOnlyList<EmulatorRegistry> RegistriesOf(Principal caller) => [.. registries.Where(registry => caller.May(RegistryRights.Read, registry))];

    /// <summary>Returns the registries of a subscription that the caller may see.</summary>
    public IReadOnlyList<EmulatorRegistry> RegistriesOf(string subscription, Principal caller) =>
        [.. RegistriesOf(caller).Where(registry => IsIn(subscription, registry))];

    public bool TryFindSubscription(string subscription, out int number)
    {
        number = Guid.TryParseExact(subscription, "D", out var id) ? SubscriptionNumbers.FirstOrDefault(n => Subscriptions.IdOf(n) == id) : 0;
        return number > 0;
    }

    public ArmError? FaultOf(string subscription) =>
        TryFindSubscription(subscription, out _) ? null : ArmErrors.SubscriptionNotFound(subscription);

    public ArmError? FaultOf(string subscription, string group) =>
        FaultOf(subscription)
        ?? (ResourceGroup.Equals(group, StringComparison.OrdinalIgnoreCase) ? null : ArmErrors.ResourceGroupNotFound(group));

    public bool TryFind(
        string subscription, string group, string name, [NotNullWhen(true)] out EmulatorRegistry? registry, [NotNullWhen(false)] out ArmError? fault)
    {
        registry = null;
        fault = FaultOf(subscription, group);
        if (fault is null)
        {
            registry = registries.FirstOrDefault(candidate => IsIn(subscription, candidate) && candidate.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
            fault = registry is null ? ArmErrors.RegistryNotFound(group, name) : null;
        }

        return fault is null;
    }

    public EmulatorRegistry? Find(RegistryResourceId id) => registries.FirstOrDefault(registry => registry.ResourceId.Equals(id));

    private static bool IsIn(string subscription, EmulatorRegistry registry) =>
        registry.ResourceId.SubscriptionId.Equals(subscription, StringComparison.OrdinalIgnoreCase);
}
