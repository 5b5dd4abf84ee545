using System.Diagnostics.CodeAnalysis;

namespace AcrImport.Azure.Oci;

/// <summary>
/// Decides what the token endpoint that a registry names in its challenge may get. The threat: whoever answers for a registry chooses that address freely,
/// so without a rule it would have the caller's password sent to a host of its own, or a request sent from inside of the caller's network
/// (CVE-2026-48978 of oras-go, CVE-2026-33540 of distribution).
/// </summary>
internal static class RealmRule
{
    // Registries whose tokens come from another domain of the same owner. Sources: the challenges that they send.
    private static readonly (string Registry, string Realm)[] KnownPairs =
    [
        ("registry.redhat.io", "sso.redhat.com"),
        ("registry.connect.redhat.com", "sso.redhat.com"),
    ];

    /// <summary>Reads the realm of a challenge.</summary>
    /// <returns>False where it is no address of the web, or has user information in it, which only serves to mislead.</returns>
    public static bool TryRead(string? text, [NotNullWhen(true)] out Uri? realm) =>
        Uri.TryCreate(text, UriKind.Absolute, out realm)
        && (realm.Scheme == Uri.UriSchemeHttps || realm.Scheme == Uri.UriSchemeHttp)
        && realm.UserInfo.Length == 0
        && HostAddress.NameOf(realm).Length > 0;

    /// <param name="registry">The address at which the registry itself is asked.</param>
    /// <param name="realm">The token endpoint that it names.</param>
    public static RealmTrust Judge(Uri registry, Uri realm)
    {
        var isLocal = HostAddress.IsLoopback(registry) && HostAddress.IsLoopback(realm);
        if (realm.UserInfo.Length > 0 || (realm.Scheme != Uri.UriSchemeHttps && !(isLocal && realm.Scheme == Uri.UriSchemeHttp)))
        {
            return RealmTrust.Refused;
        }

        if (IsSame(registry, realm) || IsOfSameOwner(registry, realm))
        {
            return RealmTrust.Credentials;
        }

        return isLocal || HostAddress.IsPublic(realm) ? RealmTrust.Anonymous : RealmTrust.Refused;
    }

    private static bool IsSame(Uri registry, Uri realm) =>
        registry.Scheme == realm.Scheme && registry.Port == realm.Port && HostAddress.NameOf(registry) == HostAddress.NameOf(realm);

    private static bool IsOfSameOwner(Uri registry, Uri realm)
    {
        if (registry.Scheme != Uri.UriSchemeHttps || HostAddress.IsNumber(registry) || HostAddress.IsNumber(realm))
        {
            return false;
        }

        var (host, other) = (HostAddress.NameOf(registry), HostAddress.NameOf(realm));
        var parent = ParentOf(host);
        return KnownPairs.Contains((host, other))
            || (!SharedDomains.Contains(parent) && (other == parent || other.EndsWith("." + parent, StringComparison.Ordinal)));
    }

    // quay.io is its own parent: above it is only the top of the tree.
    private static string ParentOf(string host)
    {
        var labels = host.Split('.');
        return labels.Length > 2 ? string.Join(".", labels.Skip(1)) : host;
    }
}
