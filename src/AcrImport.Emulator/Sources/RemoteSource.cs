using System.Net;
using System.Net.Http.Headers;
using AcrImport.Emulator.Images;
using AcrImport.Emulator.Importing;
using AcrImport.Emulator.Registries;

namespace AcrImport.Emulator.Sources;

/// <summary>Reads a repository of any registry over its API.</summary>
internal sealed class RemoteSource(HttpClient client, Uri address, string host, string repository, BasicCredentials? credentials) : IImageSource
{
    private const int MaxRedirects = 5;
    private const int MaxErrorLength = 4096;

    private readonly SourceAuthenticator _authenticator = new(client, host, repository, credentials);
    private AuthenticationHeaderValue? _authorization;

    public async Task<Manifest> GetManifestAsync(string reference, CancellationToken cancellationToken)
    {
        var response = await SendAsync($"manifests/{reference}", MediaTypes.Manifests, cancellationToken);
        using (response)
        {
            var content = await ReadAsync(response, cancellationToken);
            var asked = Digest.TryParse(reference, out var digest);
            var promised = response.Headers.TryGetValues("Docker-Content-Digest", out var values) ? values.First() : null;
            if (!asked && !Digest.TryParse(promised, out digest))
            {
                throw ImportException.DigestHeaderMissing(host, repository, reference);
            }

            var actual = Manifest.DigestOf(content);
            return actual.Equals(digest)
                ? Manifest.Parse(content, response.Content.Headers.ContentType?.MediaType)
                : throw ImportException.ManifestMismatch(digest!, actual);
        }
    }

    public async Task<Stream> OpenBlobAsync(Digest digest, CancellationToken cancellationToken)
    {
        var response = await SendAsync($"blobs/{digest}", [], cancellationToken);
        return await response.Content.ReadAsStreamAsync(cancellationToken);
    }

    private async Task<HttpResponseMessage> SendAsync(string what, IReadOnlyList<string> accept, CancellationToken cancellationToken)
    {
        var uri = new Uri(address, $"v2/{repository}/{what}");
        try
        {
            var response = await FollowAsync(uri, accept, cancellationToken);
            if (response.StatusCode == HttpStatusCode.Unauthorized && AuthChallenge.Of(response) is { } challenge
                && await _authenticator.AnswerAsync(challenge, cancellationToken) is { } answer)
            {
                // Once only: a second refusal means that the credentials do not reach.
                response.Dispose();
                _authorization = answer;
                response = await FollowAsync(uri, accept, cancellationToken);
            }

            return response.IsSuccessStatusCode ? response : throw await FailureOfAsync(response, cancellationToken);
        }
        catch (HttpRequestException e)
        {
            throw ImportException.Unreachable(host, e);
        }
        catch (TaskCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw ImportException.Unreachable(host, e);
        }
    }

    private async Task<HttpResponseMessage> FollowAsync(Uri uri, IReadOnlyList<string> accept, CancellationToken cancellationToken)
    {
        var current = uri;
        for (var hops = 0; ; hops++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, current);
            foreach (var mediaType in accept)
            {
                request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(mediaType));
            }

            // Storage behind a registry signs its URLs; the registry's token is none of its business.
            request.Headers.Authorization = current.GetLeftPart(UriPartial.Authority) == uri.GetLeftPart(UriPartial.Authority) ? _authorization : null;
            var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (hops == MaxRedirects || TargetOf(current, response) is not { } target)
            {
                return response;
            }

            response.Dispose();
            current = target;
        }
    }

    private static Uri? TargetOf(Uri current, HttpResponseMessage response)
    {
        if ((int)response.StatusCode is < 301 or > 308 || response.Headers.Location is not { } location)
        {
            return null;
        }

        var target = new Uri(current, location);
        return target.Scheme == Uri.UriSchemeHttps || target.Scheme == Uri.UriSchemeHttp ? target : null;
    }

    private async Task<byte[]> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            await response.Content.LoadIntoBufferAsync(Manifest.MaxLength, cancellationToken);
            return await response.Content.ReadAsByteArrayAsync(cancellationToken);
        }
        catch (HttpRequestException e) when (e.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            throw new ManifestFormatException($"The manifest is longer than {Manifest.MaxLength} bytes.", e);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw ImportException.Unreachable(host, e);
        }
    }

    private static async Task<ImportException> FailureOfAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        using (response)
        {
            var body = await response.Content.ReadAsStringAsync(cancellationToken);
            return ImportException.FromSource(response.StatusCode, body.Length <= MaxErrorLength ? body.TrimEnd() : body[..MaxErrorLength]);
        }
    }
}
