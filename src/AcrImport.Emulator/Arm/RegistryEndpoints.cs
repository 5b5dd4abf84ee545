using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using AcrImport.Emulator.Access;
using AcrImport.Emulator.Hosting;

namespace AcrImport.Emulator.Arm;

/// <summary>Creates and deletes registries.</summary>
internal sealed class RegistryEndpoints(RegistryDirectory directory, RegistryLifecycle lifecycle, Uri address)
{
    public const string Route = "/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.ContainerRegistry/registries/{name}";

    private readonly ConcurrentDictionary<string, string> _operations = new(StringComparer.OrdinalIgnoreCase);

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPut(Route, CreateAsync);
        routes.MapDelete(Route, DeleteAsync);
        routes.MapGet(Route + "/operationStatuses/{operation}", (string operation) => _operations.TryGetValue(operation, out var status)
            ? (IResult)new JsonResult(new { name = operation, status })
            : ArmErrors.OperationNotFound(operation));
    }

    private async Task<IResult> CreateAsync(HttpContext context, string subscription, string group, string name)
    {
        if (directory.FaultOf(subscription, group) is { } fault)
        {
            return fault;
        }

        var caller = ArmGate.CallerOf(context);
        if (!caller.RightsOn(name).HasFlag(RegistryRights.Manage))
        {
            return ArmErrors.AuthorizationFailed(caller, "Microsoft.ContainerRegistry/registries/write", context.Request.Path);
        }

        EmulatorRegistryOptions wanted;
        try
        {
            directory.TryFindSubscription(subscription, out var number);
            wanted = await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted) is JsonObject body
                ? RegistryOrder.Read(body, name, number)
                : throw new ArgumentException("The body is not an object.");
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException)
        {
            return new ArmError(StatusCodes.Status400BadRequest, "InvalidRequestContent", $"The request content was invalid: {e.Message}");
        }

        if (directory.TryFind(subscription, group, name, out var present, out _))
        {
            return RegistryOrder.IsMet(wanted, present.Options)
                ? new JsonResult(RegistryBody.Whole(present))
                : new ArmError(StatusCodes.Status409Conflict, "Conflict", $"The emulator cannot change the registry '{name}'; delete it first.");
        }

        if (await lifecycle.CreateAsync(wanted, address) is not { } created)
        {
            return new ArmError(StatusCodes.Status409Conflict, "AlreadyInUse", $"The registry DNS name {name} is already in use.");
        }

        var operation = $"registries-{Guid.NewGuid()}";
        _operations[operation] = "Succeeded";
        var url = new Uri(address, $"{created.ResourceId}/operationStatuses/{operation}{QueryString.Create("api-version", context.Request.Query["api-version"].ToString())}");
        context.Response.Headers["Azure-AsyncOperation"] = url.AbsoluteUri;
        return new JsonResult(RegistryBody.Whole(created), StatusCodes.Status201Created);
    }

    private async Task<IResult> DeleteAsync(HttpContext context, string subscription, string group, string name)
    {
        if (directory.FaultOf(subscription, group) is { } fault)
        {
            return fault;
        }

        var caller = ArmGate.CallerOf(context);
        if (!caller.RightsOn(name).HasFlag(RegistryRights.Manage))
        {
            return ArmErrors.AuthorizationFailed(caller, "Microsoft.ContainerRegistry/registries/delete", context.Request.Path);
        }

        if (!directory.TryFind(subscription, group, name, out var registry, out _))
        {
            return Results.NoContent();
        }

        await lifecycle.DeleteAsync(registry);
        return Results.Ok();
    }
}
