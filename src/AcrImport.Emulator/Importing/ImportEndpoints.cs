using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using AcrImport.Emulator.Access;
using AcrImport.Emulator.Arm;
using AcrImport.Emulator.Hosting;

namespace AcrImport.Emulator.Importing;

/// <summary>importImage and the reading of its operations.</summary>
internal sealed class ImportEndpoints(
    RegistryDirectory directory, ImportOrderReader orders, ImportOperations operations, OperationUrl urls, EmulatorOptions options)
{
    private const string SupportedVersions = "2019-05-01, 2023-01-01-preview, 2023-07-01, 2025-04-01, 2025-11-01, 2026-03-01-preview";

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost(
            "/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.ContainerRegistry/registries/{name}/importImage", ImportAsync);
        routes.MapGet("/subscriptions/{subscription}/providers/Microsoft.ContainerRegistry/locations/{region}/operationResults/{operation}", Poll);
    }

    private async Task<IResult> ImportAsync(HttpContext context, string subscription, string group, string name)
    {
        if (!directory.TryFind(subscription, group, name, out var registry, out var fault))
        {
            return fault;
        }

        var caller = ArmGate.CallerOf(context);
        if (!caller.May(RegistryRights.Import, registry))
        {
            return ArmErrors.AuthorizationFailed(caller, "Microsoft.ContainerRegistry/registries/importImage/action", registry.ResourceId);
        }

        ImportBody? body;
        try
        {
            body = await JsonSerializer.DeserializeAsync<ImportBody>(context.Request.Body, EmulatorJson.Options, context.RequestAborted);
        }
        catch (JsonException e)
        {
            return ImportBodyErrors.NotJson(e.Message);
        }

        if (body is null)
        {
            return ImportBodyErrors.NotJson("The body is null.");
        }

        if (!orders.TryRead(caller, registry, body, out var order, out var error))
        {
            return error;
        }

        var wanted = Guid.TryParse(context.Request.Headers[ArmGate.ClientRequestId], out var id) ? id : (Guid?)null;
        Accept(context, operations.Start(order, wanted));
        return options.NullBody
            ? Results.Text("null", "application/json; charset=utf-8", statusCode: StatusCodes.Status202Accepted)
            : Results.StatusCode(StatusCodes.Status202Accepted);
    }

    private IResult Poll(HttpContext context, string subscription, string operation)
    {
        if (directory.FaultOf(subscription) is { } fault)
        {
            return fault;
        }

        if (!urls.IsSigned(context.Request))
        {
            return ArmErrors.SignatureInvalid;
        }

        if (operations.Find(operation) is not { } found)
        {
            return ArmErrors.OperationNotFound(operation);
        }

        if (!found.Completion.IsCompleted)
        {
            Accept(context, found);
            return new JsonResult(Pending(found), StatusCodes.Status202Accepted);
        }

        return found.Completion switch
        {
            { IsCompletedSuccessfully: false } => ArmErrors.InternalError,
            { Result: { } failure } => new ArmError(
                failure.Status, failure.Code, $"Operation {found.Name} failed. Resource {found.Order.Target.ResourceId} {failure.Message}"),
            _ => new JsonResult(new { status = "Succeeded" }),
        };
    }

    private static JsonObject Pending(ImportOperation operation)
    {
        var body = new JsonObject();
        foreach (var target in operation.Order.Targets.Where(target => target.Tag is not null))
        {
            body[target.ToString()] = "Pending";
        }

        foreach (var repository in operation.Order.Targets.Select(target => target.Repository).Distinct())
        {
            foreach (var (manifest, isCopied) in operation.Progress.Read())
            {
                body[$"{repository}@{manifest}"] = isCopied ? "Succeeded" : "Pending";
            }
        }

        body["status"] = "Accepted";
        return body;
    }

    private void Accept(HttpContext context, ImportOperation operation)
    {
        var headers = context.Response.Headers;
        headers.Location = urls.Sign(operation, context.Request.Query["api-version"].ToString());
        headers.RetryAfter = ((int)options.RetryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        headers["api-supported-versions"] = SupportedVersions;
        headers["x-ms-operation-identifier"] = $"tenantId={directory.TenantId},objectId={ArmGate.CallerOf(context).ObjectId}/westus/{operation.Id}";
    }
}
