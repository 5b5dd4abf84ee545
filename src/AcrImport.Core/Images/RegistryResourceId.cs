using System.Diagnostics.CodeAnalysis;

namespace AcrImport;

/// <summary>
/// The Azure resource ID of a container registry:
/// <c>/subscriptions/{guid}/resourceGroups/{group}/providers/Microsoft.ContainerRegistry/registries/{name}</c>.
/// Compared without regard to case, as Azure Resource Manager does.
/// Source: Azure Resource Manager "Registries – Get" (name: 5 to 50 letters and digits).
/// </summary>
public sealed class RegistryResourceId : IEquatable<RegistryResourceId>
{
    private const string Noun = "registry resource ID";
    private const string Form = "/subscriptions/{guid}/resourceGroups/{group}/providers/Microsoft.ContainerRegistry/registries/{name}";

    private RegistryResourceId(string subscriptionId, string resourceGroup, string name, string original)
    {
        SubscriptionId = subscriptionId;
        ResourceGroup = resourceGroup;
        Name = name;
        Original = original;
    }

    /// <summary>Gets the subscription's GUID, lower-case.</summary>
    public string SubscriptionId { get; }

    /// <summary>Gets the resource group.</summary>
    public string ResourceGroup { get; }

    /// <summary>Gets the registry's name.</summary>
    public string Name { get; }

    /// <summary>Gets what was typed.</summary>
    public string Original { get; }

    /// <summary>Reads a resource ID.</summary>
    /// <exception cref="ReferenceFormatException">The text is not the resource ID of a registry; the message says why.</exception>
    public static RegistryResourceId Parse(string text) =>
        TryRead(text, out var id, out var fault) ? id : throw new ReferenceFormatException(text, Noun, fault);

    /// <summary>Reads a resource ID without throwing.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out RegistryResourceId? id) => TryRead(text, out id, out _);

    /// <summary>Gets whether the text is a valid name of a registry resource: 5 to 50 letters and digits.</summary>
    public static bool IsRegistryName(string? text) =>
        text is { Length: >= 5 and <= 50 } && text.All(ReferenceGrammar.IsLetterOrDigit);

    /// <summary>Returns the canonical form, which is what Azure Resource Manager writes.</summary>
    public override string ToString() =>
        $"/subscriptions/{SubscriptionId}/resourceGroups/{ResourceGroup}/providers/Microsoft.ContainerRegistry/registries/{Name}";

    /// <inheritdoc/>
    public bool Equals(RegistryResourceId? other) =>
        other is not null && StringComparer.OrdinalIgnoreCase.Equals(ToString(), other.ToString());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as RegistryResourceId);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(ToString());

    internal static bool TryRead(string? text, [NotNullWhen(true)] out RegistryResourceId? id, out ReferenceFault fault)
    {
        id = null;
        text ??= string.Empty;
        var parts = text.Split('/');
        if (FaultOf(parts) is { } reason)
        {
            fault = new(ReferencePart.ResourceId, reason);
            return false;
        }

        fault = default;
        id = new RegistryResourceId(parts[2].ToLowerInvariant(), parts[4], parts[8], text);
        return true;
    }

    private static string? FaultOf(string[] parts)
    {
        if (parts.Length != 9 || parts[0].Length != 0 || !Is(parts[1], "subscriptions") || !Is(parts[3], "resourceGroups")
            || !Is(parts[5], "providers"))
        {
            return "it is not of the form " + Form;
        }

        if (!Is(parts[6], "Microsoft.ContainerRegistry") || !Is(parts[7], "registries"))
        {
            return $"it names a resource of type '{parts[6]}/{parts[7]}', not 'Microsoft.ContainerRegistry/registries'";
        }

        if (!Guid.TryParseExact(parts[2], "D", out _))
        {
            return $"the subscription '{parts[2]}' is not a GUID";
        }

        if (FaultOfGroup(parts[4]) is { } group)
        {
            return group;
        }

        return IsRegistryName(parts[8]) ? null : $"the registry name '{parts[8]}' is not 5 to 50 letters and digits";
    }

    // Source: Azure naming rules, Microsoft.Resources/resourceGroups.
    private static string? FaultOfGroup(string group)
    {
        var valid = group.Length is >= 1 and <= 90
            && group[group.Length - 1] != '.'
            && group.All(c => char.IsLetterOrDigit(c) || c is '_' or '-' or '.' or '(' or ')');
        return valid ? null : $"the resource group '{group}' is not 1 to 90 letters, digits, '_', '-', '.', '(' and ')' that do not end in '.'";
    }

    private static bool Is(string part, string expected) => StringComparer.OrdinalIgnoreCase.Equals(part, expected);
}
