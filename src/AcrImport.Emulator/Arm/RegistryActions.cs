using System.Text.Json;
using System.Text.Json.Nodes;
using AcrImport.Emulator.Access;
using AcrImport.Emulator.Hosting;

namespace AcrImport.Emulator.Arm;

/// <summary>What can be asked about a registry besides its resource: whether a name is free, the administrator's password, the usage.</summary>
internal sealed class RegistryActions(RegistryDirectory directory)
{
    private const long GiB = 1L << 30;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/subscriptions/{subscription}/providers/Microsoft.ContainerRegistry/checkNameAvailability", CheckNameAsync);
        routes.MapPost(RegistryEndpoints.Route + "/listCredentials", Credentials);
        routes.MapGet(RegistryEndpoints.Route + "/listUsages", Usages);
    }

    private async Task<IResult> CheckNameAsync(HttpContext context, string subscription)
    {
        if (directory.FaultOf(subscription) is { } fault)
        {
            return fault;
        }

        string? name = null;
        try
        {
            var body = await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted) as JsonObject;
            name = body?["name"]?.GetValue<string>();
            if (!RegistryBody.ResourceType.Equals(body?["type"]?.GetValue<string>(), StringComparison.OrdinalIgnoreCase))
            {
                name = null;
            }
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException)
        {
            // Answered below, as where the name is missing.
        }

        if (name is null)
        {
            return new ArmError(StatusCodes.Status400BadRequest, "InvalidRequestContent", "The request content must name a registry and its type.");
        }

        if (!RegistryResourceId.IsRegistryName(name))
        {
            return new JsonResult(new
            {
                nameAvailable = false,
                reason = "Invalid",
                message = $"The specified name {name} is invalid. Registry names may contain alpha numeric characters only and must be between 5 and 50 characters.",
            });
        }

        return directory.All.Any(registry => registry.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            ? new JsonResult(new { nameAvailable = false, reason = "AlreadyExists", message = $"The registry {name} is already in use." })
            : new JsonResult(new { nameAvailable = true });
    }

    private IResult Credentials(HttpContext context, string subscription, string group, string name)
    {
        if (!TryFind(context, subscription, group, name, RegistryRights.Manage, "listCredentials/action", out var registry, out var fault))
        {
            return fault!;
        }

        // The service has two passwords, so that one can be renewed; here nothing renews them, and one stands for both.
        return registry!.AdminPassword is { } value
            ? new JsonResult(new { username = registry.Name, passwords = new[] { new { name = "password", value }, new { name = "password2", value } } })
            : new ArmError(
                StatusCodes.Status400BadRequest,
                "UnAuthorizedForCredentialOperations",
                $"Cannot perform credential operations for {registry.ResourceId} as admin user is disabled. Kindly enable admin user as per docs: "
                    + "https://docs.microsoft.com/en-us/azure/container-registry/container-registry-authentication#admin-account");
    }

    private IResult Usages(HttpContext context, string subscription, string group, string name)
    {
        if (!TryFind(context, subscription, group, name, RegistryRights.Read, "listUsages/read", out var registry, out var fault))
        {
            return fault!;
        }

        // Source: registry documentation, "Service tiers".
        var (size, webhooks) = registry!.Options.Sku switch
        {
            RegistrySku.Basic => (10 * GiB, 2),
            RegistrySku.Standard => (100 * GiB, 10),
            _ => (500 * GiB, 500),
        };
        return new JsonResult(new
        {
            value = new object[]
            {
                new { name = "Size", limit = size, currentValue = registry.Store.CountBytes(), unit = "Bytes" },
                new { name = "Webhooks", limit = webhooks, currentValue = 0, unit = "Count" },
            },
        });
    }

    private bool TryFind(
        HttpContext context, string subscription, string group, string name, RegistryRights right, string action, out EmulatorRegistry? registry, out IResult? fault)
    {
        var isThere = directory.TryFind(subscription, group, name, out registry, out var error);
        var caller = ArmGate.CallerOf(context);
        fault = !isThere ? error
            : caller.May(right, registry!) ? null
            : ArmErrors.AuthorizationFailed(caller, $"{RegistryBody.ResourceType}/{action}", registry!.ResourceId);
        return fault is null;
    }
}
