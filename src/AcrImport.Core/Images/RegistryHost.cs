using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace AcrImport;

/// <summary>
/// The host of a registry with its optional port: a DNS name, an IPv4 address or an IPv6 address in brackets.
/// The canonical form is lower-case, and the names under which Docker Hub is known become <c>docker.io</c>.
/// </summary>
public sealed class RegistryHost : IEquatable<RegistryHost>
{
    private const string Noun = "registry host";
    private const string DockerHubName = "docker.io";

    // index.docker.io is docker's own; the others are the hosts of its API, which people copy from network logs and documentation.
    private static readonly string[] DockerHubNames = [DockerHubName, "index.docker.io", "registry-1.docker.io", "registry.hub.docker.com"];

    // Source: Azure Container Registry, login servers: plain, with the hash of a domain name label, regional; suffixes of the three clouds.
    private static readonly Regex AzureRegistry = new(
        @"^[a-z0-9]{5,50}(-[a-z0-9]+)?(\.[a-z0-9]+\.geo)?\.azurecr\.(io|us|cn)$", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    private static readonly Regex AzureRegion = new(@"\.[a-z0-9]+\.geo\.", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    private RegistryHost(string host, int? port, string original)
    {
        Host = host;
        Port = port;
        Original = original;
    }

    /// <summary>Gets Docker Hub, the registry that a reference without a host means.</summary>
    public static RegistryHost DockerHub { get; } = new(DockerHubName, null, DockerHubName);

    /// <summary>Gets the host without the port, lower-case; IPv6 addresses keep their brackets.</summary>
    public string Host { get; }

    /// <summary>Gets the port, or null where the scheme's own applies.</summary>
    public int? Port { get; }

    /// <summary>Gets what was typed.</summary>
    public string Original { get; }

    /// <summary>Gets whether this is Docker Hub, where one-part repositories live under <c>library/</c>.</summary>
    public bool IsDockerHub => Host == DockerHubName && Port is null;

    /// <summary>Gets whether the host is this machine: <c>localhost</c>, 127.0.0.0/8 or <c>[::1]</c>.</summary>
    public bool IsLoopback =>
        Host == "localhost"
        || (System.Net.IPAddress.TryParse(Host.Trim('[', ']'), out var address) && System.Net.IPAddress.IsLoopback(address));

    /// <summary>
    /// Gets whether this is the login server of an Azure registry: <c>name.azurecr.io</c>, <c>name-hash.azurecr.io</c>, a regional
    /// <c>name.region.geo.azurecr.io</c>, or the same under the suffixes of the other clouds. The whole host is looked at, never a part of it.
    /// </summary>
    public bool IsAzureRegistry => Port is null && AzureRegistry.IsMatch(Host);

    /// <summary>Gets the login server that a regional host of an Azure registry belongs to; any other host is its own.</summary>
    public RegistryHost WithoutRegion => IsAzureRegistry && AzureRegion.IsMatch(Host) ? Parse(AzureRegion.Replace(Host, ".")) : this;

    /// <summary>Reads a host.</summary>
    /// <param name="text">For example <c>myregistry.azurecr.io</c>, <c>localhost:5000</c> or <c>[::1]:5000</c>; no scheme, no path.</param>
    /// <exception cref="ReferenceFormatException">The text is not a host; the message says why.</exception>
    public static RegistryHost Parse(string text) =>
        TryRead(text, out var host, out var fault) ? host : throw new ReferenceFormatException(text, Noun, fault);

    /// <summary>Reads a host without throwing.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out RegistryHost? host) => TryRead(text, out host, out _);

    /// <summary>Returns the canonical form, <c>host</c> or <c>host:port</c>.</summary>
    public override string ToString() =>
        Port is { } port ? string.Format(CultureInfo.InvariantCulture, "{0}:{1}", Host, port) : Host;

    /// <inheritdoc/>
    public bool Equals(RegistryHost? other) => other is not null && Host == other.Host && Port == other.Port;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as RegistryHost);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Host) ^ Port.GetHashCode();

    internal static bool TryRead(string? text, [NotNullWhen(true)] out RegistryHost? host, out ReferenceFault fault)
    {
        host = null;
        fault = default;
        text ??= string.Empty;
        var colon = text.IndexOf(':', text.LastIndexOf(']') + 1);
        var name = colon < 0 ? text : text.Substring(0, colon);
        int? port = null;
        if (ReferenceGrammar.FaultOfHost(name) is { } reason)
        {
            fault = new(ReferencePart.Registry, reason);
            return false;
        }

        if (colon >= 0)
        {
            var digits = text.Substring(colon + 1);
            if (digits.Length is 0 or > 5 || !digits.All(ReferenceGrammar.IsDigit)
                || int.Parse(digits, CultureInfo.InvariantCulture) is not (>= 1 and <= 65535 and var number))
            {
                fault = new(ReferencePart.Registry, $"the port '{digits}' of the registry is not a number from 1 to 65535");
                return false;
            }

            port = number;
        }

        name = name.ToLowerInvariant();
        if (port is null && DockerHubNames.Contains(name, StringComparer.Ordinal))
        {
            name = DockerHubName;
        }

        host = new RegistryHost(name, port, text);
        return true;
    }
}
