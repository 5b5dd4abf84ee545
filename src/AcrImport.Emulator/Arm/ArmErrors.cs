using System.Globalization;
using AcrImport.Emulator.Access;

namespace AcrImport.Emulator.Arm;

/// <summary>What Azure Resource Manager says by itself, before a resource provider is asked.</summary>
internal static class ArmErrors
{
    public static ArmError AuthenticationMissing { get; } = new(
        StatusCodes.Status401Unauthorized, "AuthenticationFailed", "Authentication failed. The 'Authorization' header is missing.");

    public static ArmError TokenInvalid { get; } = new(
        StatusCodes.Status401Unauthorized, "InvalidAuthenticationToken", "The access token is invalid.");

    public static ArmError AudienceInvalid { get; } = new(
        StatusCodes.Status401Unauthorized,
        "InvalidAuthenticationTokenAudience",
        "The access token has been obtained for wrong audience or resource. It should exactly match with one of the allowed audiences "
            + "'https://management.core.windows.net/','https://management.core.windows.net','https://management.azure.com/','https://management.azure.com'.");

    public static ArmError ApiVersionMissing { get; } = new(
        StatusCodes.Status400BadRequest,
        "MissingApiVersionParameter",
        "The api-version query parameter (?api-version=) is required for all requests.");

    public static ArmError NoSuchRoute { get; } = new(
        StatusCodes.Status404NotFound, "InvalidResourceType", "The resource type could not be found in the emulated namespaces.");

    public static ArmError InternalError { get; } = new(
        StatusCodes.Status500InternalServerError, "InternalServerError", "The emulator failed; its standard error says why.");

    public static ArmError TokenExpired(DateTime expired, DateTimeOffset now) => new(
        StatusCodes.Status401Unauthorized,
        "ExpiredAuthenticationToken",
        string.Create(
            CultureInfo.InvariantCulture,
            $"The access token expiry UTC time '{expired:M/d/yyyy h:mm:ss tt}' is earlier than current UTC time '{now.UtcDateTime:M/d/yyyy h:mm:ss tt}'."));

    public static ArmError SubscriptionNotFound(string subscription) => new(
        StatusCodes.Status404NotFound, "SubscriptionNotFound", $"The subscription '{subscription}' could not be found.");

    public static ArmError ResourceGroupNotFound(string group) => new(
        StatusCodes.Status404NotFound, "ResourceGroupNotFound", $"Resource group '{group}' could not be found.");

    public static ArmError RegistryNotFound(string group, string name) => new(
        StatusCodes.Status404NotFound,
        "ResourceNotFound",
        $"The Resource 'Microsoft.ContainerRegistry/registries/{name}' under resource group '{group}' was not found. "
            + "For more details please go to https://aka.ms/ARMResourceNotFoundFix");

    public static ArmError AuthorizationFailed(Principal caller, string action, object scope) => new(
        StatusCodes.Status403Forbidden,
        "AuthorizationFailed",
        $"The client '{caller.ClientId}' with object id '{caller.ObjectId}' does not have authorization to perform action '{action}' over scope '{scope}' "
            + "or the scope is invalid. If access was recently granted, please refresh your credentials.");

    // How the service refuses a signature, and an operation that it does not know any more, is inferred.
    public static ArmError SignatureInvalid { get; } = new(
        StatusCodes.Status403Forbidden, "AuthorizationFailed", "The signature of the operation's URL is not valid.");

    public static ArmError OperationNotFound(string id) => new(
        StatusCodes.Status404NotFound, "ResourceNotFound", $"The operation '{id}' was not found.");
}
