using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace AcrImport.Emulator.Registries;

/// <summary>
/// Tells the service's own requests from those of clients on the same machine: a firewall that lets the client in still keeps out
/// an import that comes over the endpoint, because the service comes from an address of its own.
/// </summary>
internal sealed class ServiceNetwork
{
    /// <summary>The header by which the service is known; only the emulator's own registries ever get it.</summary>
    public const string Header = "X-Emulator-Service";

    /// <summary>An address for documentation, so nobody's.</summary>
    public static readonly IPAddress Address = IPAddress.Parse("192.0.2.10");

    private readonly byte[] _key = Encoding.ASCII.GetBytes(Convert.ToHexString(RandomNumberGenerator.GetBytes(16)));

    public string Key => Encoding.ASCII.GetString(_key);

    public IPAddress AddressOf(HttpContext context)
    {
        var key = Encoding.UTF8.GetBytes(context.Request.Headers[Header].ToString());
        return CryptographicOperations.FixedTimeEquals(key, _key) ? Address : context.Connection.RemoteIpAddress?.MapToIPv4() ?? IPAddress.Loopback;
    }
}
