using System.Net;
using System.Text.Json.Nodes;

namespace AcrImport.Emulator.Arm;

/// <summary>Reads from the body of a PUT what registry is wanted.</summary>
internal static class RegistryOrder
{
    /// <exception cref="ArgumentException">The body is not valid; the message says why.</exception>
    /// <exception cref="InvalidOperationException">A value is of another kind than it has to be.</exception>
    public static EmulatorRegistryOptions Read(JsonObject body, string name, int subscription)
    {
        var properties = body["properties"] as JsonObject ?? [];
        if (Text(body["location"]) is not { Length: > 0 })
        {
            throw new ArgumentException("The location property is required for this definition.");
        }

        var sku = Text((body["sku"] as JsonObject)?["name"]);
        var options = new EmulatorRegistryOptions(name)
        {
            Subscription = subscription,
            Sku = Enum.TryParse<RegistrySku>(sku, ignoreCase: true, out var parsed) && Enum.IsDefined(parsed)
                ? parsed
                : throw new ArgumentException($"The SKU '{sku}' is not one of {string.Join(", ", Enum.GetNames<RegistrySku>())}."),
            AdminUser = properties["adminUserEnabled"]?.GetValue<bool>() ?? false,
            AnonymousPull = properties["anonymousPullEnabled"]?.GetValue<bool>() ?? false,
            PublicNetworkAccess = Text(properties["publicNetworkAccess"]) is not "Disabled",
            TrustedServices = Text(properties["networkRuleBypassOptions"]) is not "None",
            AllowedNetworks = NetworksOf(properties["networkRuleSet"] as JsonObject),
        };
        EmulatorOptionsCheck.Check(options);
        return options;
    }

    /// <summary>Gets whether a registry is already what is wanted.</summary>
    public static bool IsMet(EmulatorRegistryOptions wanted, EmulatorRegistryOptions present) =>
        wanted with { Name = present.Name, AllowedNetworks = present.AllowedNetworks } == present
        && (wanted.AllowedNetworks ?? []).SequenceEqual(present.AllowedNetworks ?? [])
        && wanted.AllowedNetworks is null == present.AllowedNetworks is null;

    private static List<IPNetwork>? NetworksOf(JsonObject? rules)
    {
        if (Text(rules?["defaultAction"]) != "Deny")
        {
            return null;
        }

        return [.. (rules!["ipRules"] as JsonArray ?? []).Select(rule => Text((rule as JsonObject)?["value"])).Select(value =>
            IPNetwork.TryParse(value, out var network) ? network
            : IPAddress.TryParse(value, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
            : throw new ArgumentException($"'{value}' is neither an address nor a range of addresses."))];
    }

    private static string? Text(JsonNode? node) => node?.GetValue<string>();
}
