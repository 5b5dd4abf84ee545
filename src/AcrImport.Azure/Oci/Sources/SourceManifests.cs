using AcrImport.Azure.Http;
using Azure.Core;

namespace AcrImport.Azure.Oci;

/// <summary>
/// Asks for a manifest, and where the registry sends one elsewhere, goes there as nobody: what was shown to the registry is shown to no hop,
/// and no later hop brings it back, not even one that leads home (CVE-2023-45289, CVE-2024-45336 of Go's net/http).
/// </summary>
internal sealed class SourceManifests(SourceWire wire, SourceAddresses addresses)
{
    private const int MostHops = 3;

    /// <exception cref="AcrImportException">There is no reply, or the way to it leads where nobody should go.</exception>
    public async Task<(ServiceReply Reply, bool IsRedirected)> SendAsync(
        RequestMethod method, SourceVisit visit, ImageName image, string? authorization, CancellationToken cancellation)
    {
        var address = visit.Manifest(image);
        var reply = await wire.ManifestAsync(method, visit.Registry, address, authorization, cancellation).ConfigureAwait(false);
        addresses.Answered(visit);
        var hops = 0;
        for (; IsRedirect(reply.Status); hops++)
        {
            address = hops < MostHops ? Next(visit, address, reply.Header("Location")) : throw Refused(visit, $"sends from one address to the next more than {MostHops} times");
            reply = await wire.ManifestAsync(method, visit.Registry, address, authorization: null, cancellation).ConfigureAwait(false);
        }

        return (reply, hops > 0);
    }

    private static bool IsRedirect(int status) => status is 301 or 302 or 303 or 307 or 308;

    private static Uri Next(SourceVisit visit, Uri from, string? location)
    {
        if (!Uri.TryCreate(from, location, out var next) || next.UserInfo.Length > 0 || HostAddress.NameOf(next).Length == 0)
        {
            throw Refused(visit, "sends to an address that is none");
        }

        // A registry on this machine may speak plain http, and send to another port.
        var isLocal = HostAddress.IsLoopback(visit.Address) && HostAddress.IsLoopback(next);
        var isAllowed = isLocal
            ? next.Scheme == Uri.UriSchemeHttps || next.Scheme == Uri.UriSchemeHttp
            : next.Scheme == Uri.UriSchemeHttps && (HostAddress.IsPublic(next) || HostAddress.NameOf(next) == HostAddress.NameOf(visit.Address));
        return isAllowed ? next : throw Refused(visit, $"sends to {next.Scheme}://{next.Authority}, where no request is sent from here");
    }

    private static AcrImportException Refused(SourceVisit visit, string what) =>
        new(AcrErrorKind.SourceRegistryUnsupported, $"The registry {visit.Registry} {what}.");
}
