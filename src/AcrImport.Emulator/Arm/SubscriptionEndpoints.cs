using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AcrImport.Emulator.Access;
using AcrImport.Emulator.Hosting;

namespace AcrImport.Emulator.Arm;

/// <summary>Reads of Azure Resource Manager: subscriptions, resources and registries.</summary>
internal sealed partial class SubscriptionEndpoints(RegistryDirectory directory, Uri address)
{
    private const string Provider = "/providers/Microsoft.ContainerRegistry/registries";

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/subscriptions", (HttpContext context) => new JsonResult(new JsonObject
        {
            ["value"] = new JsonArray([.. directory.SubscriptionsOf(ArmGate.CallerOf(context)).Select(Subscription)]),
        }));
        routes.MapGet("/subscriptions/{subscription}", (string subscription) => directory.TryFindSubscription(subscription, out var number)
            ? (IResult)new JsonResult(Subscription(number))
            : ArmErrors.SubscriptionNotFound(subscription));
        routes.MapGet("/subscriptions/{subscription}/resources", Resources);
        routes.MapGet("/subscriptions/{subscription}" + Provider, (HttpRequest request, string subscription) =>
            directory.FaultOf(subscription) ?? ArmPage.Of(request, address, directory.RegistriesOf(subscription, ArmGate.CallerOf(request.HttpContext)), RegistryBody.Whole));
        routes.MapGet("/subscriptions/{subscription}/resourceGroups/{group}" + Provider, (HttpRequest request, string subscription, string group) =>
            directory.FaultOf(subscription, group) ?? ArmPage.Of(request, address, directory.RegistriesOf(subscription, ArmGate.CallerOf(request.HttpContext)), RegistryBody.Whole));
        routes.MapGet("/subscriptions/{subscription}/resourceGroups/{group}" + Provider + "/{name}", Registry);
    }

    [GeneratedRegex(@"resourceType\s+eq\s+'(?<type>[^']*)'", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex TypeFilter();

    [GeneratedRegex(@"(?<!\w)name\s+eq\s+'(?<name>[^']*)'", RegexOptions.IgnoreCase)]
    private static partial Regex NameFilter();

    private IResult Registry(HttpContext context, string subscription, string group, string name)
    {
        if (!directory.TryFind(subscription, group, name, out var registry, out var fault))
        {
            return fault;
        }

        var caller = ArmGate.CallerOf(context);
        return caller.May(RegistryRights.Read, registry)
            ? new JsonResult(RegistryBody.Whole(registry))
            : ArmErrors.AuthorizationFailed(caller, "Microsoft.ContainerRegistry/registries/read", registry.ResourceId);
    }

    private IResult Resources(HttpRequest request, string subscription)
    {
        if (directory.FaultOf(subscription) is { } fault)
        {
            return fault;
        }

        var filter = request.Query["$filter"].ToString();
        var type = TypeFilter().Match(filter);
        var name = NameFilter().Match(filter);
        if (filter.Length > 0 && !type.Success && !name.Success)
        {
            return new ArmError(StatusCodes.Status400BadRequest, "InvalidFilterInQueryString", $"Invalid $filter '{filter}' specified in the query string.");
        }

        var registries = directory.RegistriesOf(subscription, ArmGate.CallerOf(request.HttpContext)).Where(registry =>
            (!type.Success || RegistryBody.ResourceType.Equals(type.Groups["type"].Value, StringComparison.OrdinalIgnoreCase))
            && (!name.Success || registry.Name.Equals(name.Groups["name"].Value, StringComparison.OrdinalIgnoreCase)));
        return ArmPage.Of(request, address, [.. registries], RegistryBody.Summary);
    }

    private JsonObject Subscription(int number) => new()
    {
        ["id"] = $"/subscriptions/{Subscriptions.IdOf(number)}",
        ["subscriptionId"] = Subscriptions.IdOf(number).ToString(),
        ["tenantId"] = directory.TenantId.ToString(),
        ["displayName"] = Subscriptions.NameOf(number),
        ["state"] = "Enabled",
        ["subscriptionPolicies"] = new JsonObject
        {
            ["locationPlacementId"] = "Public_2014-09-01",
            ["quotaId"] = "PayAsYouGo_2014-09-01",
            ["spendingLimit"] = "Off",
        },
        ["authorizationSource"] = "RoleBased",
    };
}
