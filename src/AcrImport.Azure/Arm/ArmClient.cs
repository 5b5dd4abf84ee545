using System.Text.Json;
using AcrImport.Azure.Http;
using Azure.Core;

namespace AcrImport.Azure.Arm;

/// <summary>Asks Azure Resource Manager, with its token, at its own endpoint only.</summary>
internal sealed class ArmClient(ServiceClient http, Uri endpoint)
{
    private static readonly ResponseClassifier Once = new SendOnceClassifier();

    public Uri Endpoint { get; } = endpoint;

    public Task<ServiceReply> GetAsync(Uri address, CancellationToken cancellation) => http.SendAsync(RequestMethod.Get, address, cancellation);

    /// <summary>Posts JSON; not repeated unless the service says that it did nothing.</summary>
    public Task<ServiceReply> PostOnceAsync(Uri address, byte[] json, string requestId, CancellationToken cancellation) =>
        http.SendAsync(
            RequestMethod.Post,
            address,
            Once,
            request =>
            {
                request.ClientRequestId = requestId;
                Fill(request, json);
            },
            cancellation);

    /// <summary>Posts a question, which may be repeated.</summary>
    public Task<ServiceReply> QueryAsync(Uri address, byte[] json, CancellationToken cancellation) =>
        http.SendAsync(RequestMethod.Post, address, cancellation, request => Fill(request, json));

    /// <summary>Reads a list to its end, page by page.</summary>
    /// <param name="address">The first page.</param>
    /// <param name="what">What is read, for the messages.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async Task<IReadOnlyList<JsonElement>> ListAsync(Uri address, string what, CancellationToken cancellation)
    {
        var items = new List<JsonElement>();
        var seen = new HashSet<Uri>();
        for (var page = address; page is not null && seen.Add(page);)
        {
            var reply = await GetAsync(page, cancellation).ConfigureAwait(false);
            if (reply.Status != 200)
            {
                throw ArmErrors.From(reply, what);
            }

            items.AddRange(reply.Json.Items("value"));
            page = reply.Json.Text("nextLink") is { Length: > 0 } next ? OwnAddress(next, what) : null;
        }

        return items;
    }

    /// <summary>Takes an address that the service sent, if it is at the service's own endpoint: the token goes nowhere else.</summary>
    public Uri OwnAddress(string text, string what)
    {
        if (Uri.TryCreate(Endpoint, text, out var address)
            && Uri.Compare(address, Endpoint, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0)
        {
            return address;
        }

        throw new AcrImportException(
            AcrErrorKind.ServiceError,
            $"{Endpoint.Authority} sent an address at another host ({address?.GetLeftPart(UriPartial.Authority) ?? "not an address"}) for {what}; it is not asked, since the sign-in's token would go there.");
    }

    private static void Fill(Request request, byte[] json)
    {
        request.Headers.Add("Content-Type", "application/json");
        request.Content = RequestContent.Create(json);
    }
}
