using System.Diagnostics.CodeAnalysis;

namespace AcrImport.Emulator.Arm;

/// <summary>The registries of the subscription, found without regard to case as in Azure.</summary>
internal sealed class RegistryDirectory(Guid subscriptionId, IReadOnlyList<EmulatorRegistry> registries)
{
    /// <summary>The group in which the emulator's registries are.</summary>
    public const string ResourceGroup = "acr-emulator";

    public Guid SubscriptionId => subscriptionId;

    public IReadOnlyList<EmulatorRegistry> Registries => registries;

    public ArmError? FaultOf(string subscription) =>
        Guid.TryParseExact(subscription, "D", out var id) && id == subscriptionId ? null : ArmErrors.SubscriptionNotFound(subscription);

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
            registry = registries.FirstOrDefault(candidate => candidate.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
            fault = registry is null ? ArmErrors.RegistryNotFound(group, name) : null;
        }

        return fault is null;
    }

    public EmulatorRegistry? Find(RegistryResourceId id) => registries.FirstOrDefault(registry => registry.ResourceId.Equals(id));
}
