using System.Net;
using System.Net.Sockets;

namespace AcrImport.Azure.Oci;

/// <summary>
/// Tells whether the host of an address is this machine, or one of the public Internet. A name is judged as it is written; nothing is resolved.
/// Sources: IANA special-purpose address registries (IPv4, IPv6); RFC 6761, 6762 and 8375 for names.
/// </summary>
internal static class HostAddress
{
    private static readonly string[] PrivateDomains =
        [".localhost", ".local", ".localdomain", ".internal", ".intranet", ".private", ".corp", ".home", ".lan", ".home.arpa"];

    // Azure's own service for the machines in it, which is outside of every private range.
    private static readonly IPAddress AzureWireServer = new([168, 63, 129, 16]);

    /// <summary>Gets the host as the network sees it: ASCII, lower-case, without brackets and without the dot of the root.</summary>
    public static string NameOf(Uri address) => address.IdnHost.Trim('[', ']').TrimEnd('.').ToLowerInvariant();

    public static bool IsNumber(Uri address) => TryRead(NameOf(address), out _);

    public static bool IsLoopback(Uri address) =>
        NameOf(address) is var name && (TryRead(name, out var number) ? IPAddress.IsLoopback(number) : name == "localhost");

    public static bool IsPublic(Uri address)
    {
        var name = NameOf(address);
        return TryRead(name, out var number)
            ? IsPublic(number)
            : name.IndexOf('.') > 0 && !PrivateDomains.Any(domain => name.EndsWith(domain, StringComparison.Ordinal));
    }

    private static bool TryRead(string name, out IPAddress number)
    {
        var isNumber = IPAddress.TryParse(name, out var read);
        number = read is { IsIPv4MappedToIPv6: true } ? read.MapToIPv4() : read ?? IPAddress.None;
        return isNumber;
    }

    private static bool IsPublic(IPAddress number)
    {
        var bytes = number.GetAddressBytes();
        return number.AddressFamily == AddressFamily.InterNetwork ? IsPublicV4(number, bytes) : IsPublicV6(bytes);
    }

    private static bool IsPublicV4(IPAddress number, byte[] bytes) => !number.Equals(AzureWireServer) && (bytes[0], bytes[1], bytes[2]) switch
    {
        (0 or 10 or 127, _, _) => false,
        (>= 224, _, _) => false,
        (100, >= 64 and <= 127, _) => false,
        (169, 254, _) => false,
        (172, >= 16 and <= 31, _) => false,
        (192, 168, _) or (192, 0, 0) => false,
        (198, 18 or 19, _) => false,
        _ => true,
    };

    // Global unicast, but not the tunnels (Teredo, 6to4) that have an IPv4 address inside.
    private static bool IsPublicV6(byte[] bytes) =>
        (bytes[0] & 0xE0) == 0x20
        && !(bytes[0] == 0x20 && bytes[1] == 0x02)
        && !(bytes[0] == 0x20 && bytes[1] == 0x01 && bytes[2] == 0 && bytes[3] == 0);
}
