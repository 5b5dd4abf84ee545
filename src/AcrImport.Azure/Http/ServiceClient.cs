using Azure.Core;
using Azure.Core.Pipeline;
using AcrImport.Azure.Auth;

namespace AcrImport.Azure.Http;

/// <summary>Sends a request down a pipeline and reads the reply whole, with a limit, or says why there is none.</summary>
/// <param name="pipeline">Where requests go.</param>
/// <param name="largestBody">The longest reply that is read, in bytes.</param>
internal sealed class ServiceClient(HttpPipeline pipeline, int largestBody = ServiceClient.LargestBody)
{
    /// <summary>Four times the largest manifest that a registry stores, and far more than a page of a listing.</summary>
    private const int LargestBody = 16 * 1024 * 1024;

    private static readonly ResponseClassifier Idempotent = new RepeatableClassifier();

    /// <summary>Sends a request that may be repeated.</summary>
    public Task<ServiceReply> SendAsync(RequestMethod method, Uri address, CancellationToken cancellation, Action<Request>? prepare = null) =>
        SendAsync(method, address, Idempotent, prepare, cancellation);

    /// <summary>Sends a request under the given rule of what may be repeated.</summary>
    /// <exception cref="AcrImportException">There was no reply.</exception>
    public async Task<ServiceReply> SendAsync(
        RequestMethod method, Uri address, ResponseClassifier repeat, Action<Request>? prepare, CancellationToken cancellation)
    {
        using var message = pipeline.CreateMessage();
        message.BufferResponse = false;
        message.ResponseClassifier = repeat;
        message.Request.Method = method;
        message.Request.Uri.Reset(address);
        message.Request.Headers.Add("Accept", "application/json");
        prepare?.Invoke(message.Request);
        try
        {
            await pipeline.SendAsync(message, cancellation).ConfigureAwait(false);
            var body = await ReadAsync(message.Response.ContentStream, address, cancellation).ConfigureAwait(false);
            return ServiceReply.From(message.Response, body);
        }
        catch (Exception failure) when (cancellation.IsCancellationRequested && failure is not OperationCanceledException && Lost(failure, address) is not null)
        {
            // The connection broke while the caller went: the caller is the one to be told.
            throw new OperationCanceledException("The caller no longer waits.", failure, cancellation);
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested && Lost(failure, address) is { } told)
        {
            throw told;
        }
    }

    private static AcrImportException? Lost(Exception failure, Uri address) =>
        SignInFailure.From(failure) ?? LostReply.From(failure, address);

    private async Task<byte[]> ReadAsync(Stream? content, Uri address, CancellationToken cancellation)
    {
        if (content is null)
        {
            return [];
        }

        using var body = new MemoryStream();
        var chunk = new byte[32 * 1024];
        for (int read; (read = await content.ReadAsync(chunk, 0, chunk.Length, cancellation).ConfigureAwait(false)) > 0;)
        {
            if (body.Length + read > largestBody)
            {
                throw new AcrImportException(
                    AcrErrorKind.ServiceError, $"{address.Authority} sent a reply of more than {Size(largestBody)}, which is not read.");
            }

            body.Write(chunk, 0, read);
        }

        return body.ToArray();
    }

    private static string Size(int bytes) => bytes < 1024 * 1024 ? $"{bytes / 1024} KiB" : $"{bytes / 1024 / 1024} MiB";
}
