using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AcrImport.Emulator.Access;
using AcrImport.Emulator.Hosting;

namespace AcrImport.Emulator.Arm.ResourceGraph;

/// <summary>Azure Resource Graph: finds registries in all subscriptions at once. Source: its REST reference.</summary>
internal sealed class GraphEndpoint(RegistryDirectory directory)
{
    private const int MaxCount = 1000;

    public void Map(IEndpointRouteBuilder routes) => routes.MapPost("/providers/Microsoft.ResourceGraph/resources", (Delegate)QueryAsync);

    private async Task<IResult> QueryAsync(HttpContext context)
    {
        GraphRequest? request;
        try
        {
            request = await JsonSerializer.DeserializeAsync<GraphRequest>(context.Request.Body, EmulatorJson.Options, context.RequestAborted);
        }
        catch (JsonException e)
        {
            return GraphErrors.ContentInvalid(e.Message);
        }

        if (request?.Query is not { } query)
        {
            return GraphErrors.ContentInvalid("Query is required.");
        }

        var options = request.Options ?? new GraphRequestOptions();
        if (!TryReadStart(options, out var start))
        {
            return GraphErrors.OptionInvalid("$skipToken", "it is not one of the service's");
        }

        if (FaultOf(options) is { } fault)
        {
            return fault;
        }

        try
        {
            var found = KqlParser.Parse(query)(Rows(request, ArmGate.CallerOf(context))).ToList();
            context.Response.Headers["x-ms-user-quota-remaining"] = "14";
            context.Response.Headers["x-ms-user-quota-resets-after"] = "00:00:05";
            return new JsonResult(Page(found, start, options.Top ?? MaxCount));
        }
        catch (KqlException e)
        {
            return GraphErrors.QueryInvalid(e.Token);
        }
    }

    private static ArmError? FaultOf(GraphRequestOptions options) => options switch
    {
        { Top: < 1 or > MaxCount } => GraphErrors.OptionInvalid("$top", $"it is not between 1 and {MaxCount}"),
        { Skip: < 0 } => GraphErrors.OptionInvalid("$skip", "it is negative"),
        { ResultFormat: { } format } when !format.Equals("objectArray", StringComparison.OrdinalIgnoreCase) =>
            GraphErrors.OptionInvalid("resultFormat", "the emulator knows objectArray only"),
        _ => null,
    };

    private static bool TryReadStart(GraphRequestOptions options, out int start)
    {
        start = options.Skip ?? 0;
        if (string.IsNullOrEmpty(options.SkipToken))
        {
            return true;
        }

        var bytes = new byte[options.SkipToken.Length];
        return Convert.TryFromBase64String(options.SkipToken, bytes, out var length)
            && int.TryParse(Encoding.ASCII.GetString(bytes, 0, length), NumberStyles.None, CultureInfo.InvariantCulture, out start);
    }

    private static JsonObject Page(List<JsonObject> found, int start, int count)
    {
        var page = found.Skip(start).Take(count).ToList();
        var next = (long)start + page.Count;
        var body = new JsonObject
        {
            ["totalRecords"] = found.Count,
            ["count"] = page.Count,
            ["data"] = new JsonArray([.. page]),
            ["facets"] = new JsonArray(),
            ["resultTruncated"] = "false",
        };
        if (next < found.Count && page.Count > 0)
        {
            // Source: "Working with large data sets": without IDs there are no further pages.
            if (!page[0].ContainsKey("id"))
            {
                body["resultTruncated"] = "true";
                return body;
            }

            body["$skipToken"] = Convert.ToBase64String(Encoding.ASCII.GetBytes(next.ToString(CultureInfo.InvariantCulture)));
        }

        return body;
    }

    private IEnumerable<JsonObject> Rows(GraphRequest request, Principal caller)
    {
        var wanted = request.Subscriptions?.ToHashSet(StringComparer.OrdinalIgnoreCase);
        return directory.RegistriesOf(caller)
            .Where(registry => wanted is null or { Count: 0 } || wanted.Contains(registry.ResourceId.SubscriptionId))
            .Select(Row);
    }

    private JsonObject Row(EmulatorRegistry registry)
    {
        var row = RegistryBody.Whole(registry);
        row["type"] = RegistryBody.ResourceType.ToLowerInvariant();
        row["kind"] = string.Empty;
        row["tenantId"] = directory.TenantId.ToString();
        row["subscriptionId"] = registry.ResourceId.SubscriptionId;
        row["resourceGroup"] = registry.ResourceId.ResourceGroup.ToLowerInvariant();
        return row;
    }
}
