using System.Collections.Concurrent;

namespace AcrImport;

/// <summary>
/// Finds the registry that a source is in. A registry of the caller's own goes to the service by its resource ID: that way works with
/// the caller's identity, across subscriptions, and where public access is off.
/// </summary>
internal sealed class SourceResolver(IRegistryLocator locator)
{
    // Hosts that are no registry of the caller's, so that a list of images from one of them costs one look-up.
    private readonly ConcurrentDictionary<RegistryHost, bool> _strangers = new();

    public async Task<ResolvedSource> ResolveAsync(ImportOrder order, IImportLog log, CancellationToken cancellation)
    {
        var source = order.Source;
        if (source.Remark is { } remark)
        {
            log.Warning(remark);
        }

        if (source.OwnRegistry is { } own)
        {
            return await OwnAsync(source, own, log, cancellation).ConfigureAwait(false);
        }

        var host = source.Host!;
        var mayBeOwn = order.Credential is null && (host.IsAzureRegistry || host.IsLoopback);
        var found = mayBeOwn ? await TryFindAsync(host, log, cancellation).ConfigureAwait(false) : null;
        if (mayBeOwn && found is null && host.IsAzureRegistry)
        {
            log.Warning($"No registry {host} is among those that the signed-in identity sees, so {source} is imported without any credential. Name it with -SourceRegistry and its resource ID, or give -SourceCredential.");
        }

        return new ResolvedSource(source.Image, found?.LoginServer ?? host, found?.Id);
    }

    private async Task<ResolvedSource> OwnAsync(ImageSource source, RegistrySelector own, IImportLog log, CancellationToken cancellation)
    {
        RegistryResource? found;
        try
        {
            found = await locator.FindRegistryAsync(own, log, cancellation).ConfigureAwait(false);
        }
        catch (AcrImportException unseen) when (own.ResourceId is not null && unseen.Kind is AcrErrorKind.RegistryNotFound or AcrErrorKind.RegistryNotAuthorized)
        {
            // The service judges by its own look-up whether this identity may read the source.
            log.Verbose($"The source registry {own} cannot be looked at from here: {unseen.Message}");
            found = null;
        }
        catch (AcrImportException unfound)
        {
            throw unfound.Retold($"The source registry {own} was not found: {unfound.Message}");
        }

        var resolved = new ResolvedSource(source.Image, found?.LoginServer, found?.Id ?? own.ResourceId);
        Check(source, resolved, own, log);
        return resolved;
    }

    private static void Check(ImageSource source, ResolvedSource resolved, RegistrySelector own, IImportLog log)
    {
        if (source.Host is not { } repeated)
        {
            return;
        }

        var same = resolved.Host?.Equals(repeated.WithoutRegion)
            ?? repeated.Host.StartsWith(resolved.ResourceId!.Name + ".", StringComparison.OrdinalIgnoreCase);
        if (!same)
        {
            throw new AcrImportException(
                AcrErrorKind.AmbiguousSource, $"'{repeated}/{source.Image}' names the registry {repeated}, and -SourceRegistry names {own}, whose login server is {resolved.Registry}.");
        }

        log.Warning($"The login server {repeated} in '{repeated}/{source.Image}' is ignored, since -SourceRegistry names the registry already.");
    }

    private async Task<RegistryResource?> TryFindAsync(RegistryHost host, IImportLog log, CancellationToken cancellation)
    {
        if (_strangers.ContainsKey(host))
        {
            return null;
        }

        try
        {
            return await locator.FindRegistryAsync(RegistrySelector.Parse(host.ToString()), log, cancellation).ConfigureAwait(false);
        }
        catch (AcrImportException unfound) when (unfound.Kind == AcrErrorKind.RegistryNotFound)
        {
            _strangers[host] = true;
            return null;
        }
    }
}
