using AcrImport.Azure.Http;
using Azure.Core;
using Azure.Core.Pipeline;

namespace AcrImport.Azure.Oci;

/// <summary>
/// Asks registries of the world what a tag is now. The service could do without, so this gives up soon.
/// Source: OCI distribution specification, "Pulling manifests" and "Checking if content exists in the registry".
/// </summary>
internal sealed class SourceReader : ISourceReader
{
    private const string DigestHeader = "Docker-Content-Digest";

    // Enough for a challenge, a token and the answer, each of them slow. It also ends a reply that comes in drops.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly CredentialIdentity _identities = new();
    private readonly SourceAddresses _addresses;
    private readonly SourceOutages _outages;
    private readonly SourceTokens _tokens;
    private readonly SourceManifests _manifests;
    private readonly SourceAuthorization _authorization;

    private SourceReader(SourceWire wire, SourceAddresses addresses, ImportClock clock)
    {
        _addresses = addresses;
        _outages = new SourceOutages(clock);
        _tokens = new SourceTokens(clock);
        _manifests = new SourceManifests(wire, addresses);
        _authorization = new SourceAuthorization(new SourceTokenEndpoint(wire, clock), _tokens);
    }

    /// <param name="options">Where registries are, and what is trusted on this machine.</param>
    /// <param name="transport">A test's network; null for the real one.</param>
    /// <param name="clock">How long things are remembered; null for the real clock.</param>
    public static SourceReader Create(ConnectionOptions options, HttpPipelineTransport? transport, ImportClock? clock = null)
    {
        var world = transport ?? LoopbackTrust.TransportFor(options.LoopbackCertificate);
        var machine = transport is null && options.LoopbackCertificate is null ? DirectTransport.Shared : world;
        clock ??= ImportClock.System;
        var wire = new SourceWire(new PipelineFactory(world, clock), new PipelineFactory(machine, clock));
        return new SourceReader(wire, new SourceAddresses(options.RegistryAddresses), clock);
    }

    public async Task<Digest?> ResolveSourceDigestAsync(
        RegistryHost registry, ImageName image, SourceCredential? credential, IImportLog log, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var identity = _identities.Of(credential);
        _outages.Check(registry, identity);
        try
        {
            var digest = await ReadInTimeAsync(registry, image, credential, identity, cancellation).ConfigureAwait(false);
            log.Verbose(digest is null ? $"{registry} says that it has no {image}." : $"{registry} says {image} is {digest}.");
            return digest;
        }
        catch (AcrImportException failure)
        {
            _outages.Keep(registry, identity, failure);
            throw;
        }
    }

    private async Task<Digest?> ReadInTimeAsync(
        RegistryHost registry, ImageName image, SourceCredential? credential, string identity, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            var addresses = _addresses.Of(registry);
            for (var i = 0; ; i++)
            {
                try
                {
                    return await ReadAsync(new SourceVisit(registry, addresses[i], credential, identity), image, patience.Token).ConfigureAwait(false);
                }
                catch (AcrImportException failure) when (
                    failure is { Kind: AcrErrorKind.SourceUnreachable, HttpStatus: null } && i + 1 < addresses.Count && !_addresses.HasAnswered(registry))
                {
                    // The next address is of the same registry on this machine, over plain http.
                }
            }
        }
        catch (OperationCanceledException late) when (!cancellation.IsCancellationRequested)
        {
            throw new AcrImportException(
                AcrErrorKind.SourceUnreachable, $"The registry {registry} did not tell the digest of {image} within {Patience.TotalSeconds:0} seconds.", late);
        }
    }

    private async Task<Digest?> ReadAsync(SourceVisit visit, ImageName image, CancellationToken cancellation)
    {
        var head = await AskAsync(RequestMethod.Head, visit, image, cancellation).ConfigureAwait(false);
        if (head.Status == 404)
        {
            return null;
        }

        if (Digest.TryParse(head.Header(DigestHeader), out var told) && (image.Digest is null || image.Digest.Equals(told)))
        {
            return told;
        }

        // Some registries tell no digest (older ECR, Nexus), so it is made of the manifest.
        var get = await AskAsync(RequestMethod.Get, visit, image, cancellation).ConfigureAwait(false);
        return get.Status == 404 ? null : SourceContent.DigestOf(get, visit.Registry, image);
    }

    /// <returns>A reply with status 200 or 404.</returns>
    private async Task<ServiceReply> AskAsync(RequestMethod method, SourceVisit visit, ImageName image, CancellationToken cancellation)
    {
        var kept = _tokens.Kept(visit, image.Repository);
        var shown = _authorization.Known(visit, kept);
        var (reply, isRedirected) = await _manifests.SendAsync(method, visit, image, shown, cancellation).ConfigureAwait(false);
        string? withheldFrom = null;
        if (reply.Status == 401 && isRedirected)
        {
            throw SourceErrors.Unauthorized(visit, $"sends to another address for {image}, where somebody asks to sign in");
        }

        if (reply.Status == 401)
        {
            (var answer, withheldFrom) = await _authorization.AnswerAsync(
                visit, reply.Header("WWW-Authenticate"), image.Repository, kept, cancellation).ConfigureAwait(false);

            // The same again would have the same answer.
            if (answer != shown)
            {
                (reply, _) = await _manifests.SendAsync(method, visit, image, answer, cancellation).ConfigureAwait(false);
            }
        }

        return reply.Status is 200 or 404 ? reply : throw SourceErrors.From(reply, visit, image, withheldFrom);
    }
}
