namespace AcrImport;

/// <summary>
/// Reads once which digest the source has. That digest is what is imported, so a tag that moves meanwhile cannot leave the target with a
/// manifest that is not there. Where the source cannot be read from here, the service reads it by its tag.
/// </summary>
internal sealed class SourcePin(IRegistryBackend backend)
{
    public async Task<Digest?> ReadAsync(ImportOrder order, ResolvedSource source, IImportLog log, CancellationToken cancellation)
    {
        if (source.Image.Digest is { } given)
        {
            return given;
        }

        if (!order.Pin)
        {
            return null;
        }

        try
        {
            var digest = await DigestAsync(order, source, log, cancellation).ConfigureAwait(false);
            log.Verbose(digest is null
                ? $"{source} is not seen from here; the service is asked for it by its tag."
                : $"{source} is {digest}.");
            return digest;
        }
        catch (AcrImportException unreadable)
        {
            log.Verbose($"{source} cannot be read from here, so the service is asked for it by its tag: {unreadable.Message}");
            return null;
        }
    }

    private Task<Digest?> DigestAsync(ImportOrder order, ResolvedSource source, IImportLog log, CancellationToken cancellation) => source switch
    {
        { Host: null } => Task.FromResult<Digest?>(null),
        { ResourceId: not null } => backend.ResolveDigestAsync(source.Host, source.Image, log, cancellation),
        _ => backend.ResolveSourceDigestAsync(source.Host, source.Image, order.Credential, log, cancellation),
    };
}
