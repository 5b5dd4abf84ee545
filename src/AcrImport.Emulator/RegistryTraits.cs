using System.Globalization;
using System.Net;

namespace AcrImport.Emulator;

/// <summary>Registries as people type them, <c>NAME[,TRAIT=VALUE]…</c>.</summary>
internal static class RegistryTraits
{
    /// <summary>What the help says of the form.</summary>
    public const string Form = "subscription=NUMBER, sku=Basic|Standard|Premium, admin=on|off, anonymous-pull=on|off, public-access=on|off, "
        + "trusted-services=on|off, firewall=off|on|ADDRESS[+ADDRESS]…";

    public static EmulatorRegistryOptions Parse(string text)
    {
        var parts = text.Split(',');
        var options = new EmulatorRegistryOptions(parts[0].Trim());
        foreach (var part in parts.Skip(1))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            options = equals < 0 ? null : With(options, part[..equals].Trim().ToLowerInvariant(), part[(equals + 1)..].Trim());
            if (options is null)
            {
                throw new ArgumentException(
                    $"'{ControlCharacters.Escape(part)}' is no trait of a registry. There are {Form}.", nameof(text));
            }
        }

        return options;
    }

    private static EmulatorRegistryOptions? With(EmulatorRegistryOptions options, string trait, string value) => (trait, SwitchOf(value)) switch
    {
        ("admin", { } on) => options with { AdminUser = on },
        ("anonymous-pull", { } on) => options with { AnonymousPull = on },
        ("public-access", { } on) => options with { PublicNetworkAccess = on },
        ("trusted-services", { } on) => options with { TrustedServices = on },
        ("firewall", { } on) => options with { AllowedNetworks = on ? [] : null },
        ("firewall", null) when NetworksOf(value) is { } networks => options with { AllowedNetworks = networks },
        ("sku", _) when Enum.TryParse<RegistrySku>(value, ignoreCase: true, out var sku) && Enum.IsDefined(sku) => options with { Sku = sku },
        ("subscription", _) when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) =>
            options with { Subscription = number },
        _ => null,
    };

    private static bool? SwitchOf(string value) => value.ToLowerInvariant() switch
    {
        "on" => true,
        "off" => false,
        _ => null,
    };

    private static List<IPNetwork>? NetworksOf(string value)
    {
        var networks = new List<IPNetwork>();
        foreach (var text in value.Split('+'))
        {
            if (IPNetwork.TryParse(text, out var network))
            {
                networks.Add(network);
            }
            else if (IPAddress.TryParse(text, out var address))
            {
                networks.Add(new IPNetwork(address, address.GetAddressBytes().Length * 8));
            }
            else
            {
                return null;
            }
        }

        return networks;
    }
}
