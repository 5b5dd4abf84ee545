using System.Text.Json;
using Azure;

namespace AcrImport.Azure.Http;

/// <summary>A reply that was read whole: status, headers, body.</summary>
internal sealed class ServiceReply
{
    private readonly Func<string, string?> _header;
    private JsonElement? _json;

    public ServiceReply(int status, byte[] body, Func<string, string?> header)
    {
        Status = status;
        Body = body;
        _header = header;
    }

    public int Status { get; }

    public byte[] Body { get; }

    /// <summary>Gets the body as JSON; undefined where it is empty or something else, such as a proxy's page.</summary>
    public JsonElement Json => _json ??= JsonReply.Parse(Body);

    public string? CorrelationId => Header("x-ms-correlation-request-id");

    /// <summary>Gets how long the service asks to wait.</summary>
    public TimeSpan? RetryAfter => Http.RetryAfter.Read(_header);

    public string? Header(string name) => _header(name);

    internal static ServiceReply From(Response response, byte[] body)
    {
        // The response is gone when the reply is looked at; its headers are few.
        var headers = response.Headers.GroupBy(header => header.Name, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(group => group.Key, group => group.First().Value, StringComparer.OrdinalIgnoreCase);
        return new ServiceReply(response.Status, body, name => headers.TryGetValue(name, out var value) ? value : null);
    }
}
