using AcrImport.Emulator.Access;
using AcrImport.Emulator.Arm;

namespace AcrImport.Emulator.Importing;

/// <summary>
/// What the service answers to a body that it cannot work with. Two texts have been seen, those for a missing target and for a
/// malformed resource ID. All others are INFERRED: the code and the form are the service's, the words are the emulator's.
/// </summary>
internal static class ImportBodyErrors
{
    public static ArmError TargetMissing(string registry) =>
        Invalid($"Missing property parameters.TargetTags for the operation against the resource with name {registry}.");

    public static ArmError ResourceIdInvalid(string id) => new(
        StatusCodes.Status400BadRequest,
        "LinkedInvalidPropertyId",
        $"Property id '{id}' at path 'source.resourceId' is invalid. Expect fully qualified resource Id that start with "
            + "'/subscriptions/{subscriptionId}' or '/providers/{resourceProviderNamespace}/'.");

    public static ArmError SourceNotReadable(Principal caller, RegistryResourceId target, RegistryResourceId source) => new(
        StatusCodes.Status403Forbidden,
        "LinkedAuthorizationFailed",
        $"The client '{caller.ClientId}' with object id '{caller.ObjectId}' has permission to perform action 'Microsoft.ContainerRegistry/registries/importImage/action' "
            + $"on scope '{target}'; however, it does not have permission to perform action(s) 'Microsoft.ContainerRegistry/registries/read' "
            + $"on the linked scope(s) '{source}' (respectively) or the linked scope(s) are invalid.");

    public static ArmError NotJson(string reason) => new(
        StatusCodes.Status400BadRequest, "InvalidRequestContent", $"The request content was invalid and could not be deserialized: '{reason}'.");

    public static ArmError PropertyMissing(string property, string registry) =>
        Invalid($"Missing property parameters.{property} for the operation against the resource with name {registry}.");

    public static ArmError NotOneSource(string registry) =>
        Invalid($"Exactly one of parameters.Source.ResourceId and parameters.Source.RegistryUri is required for the operation against the resource with name {registry}.");

    public static ArmError PropertyInvalid(string property, string? value, string reason) =>
        Invalid($"Invalid value '{value}' of property parameters.{property}: {reason}.");

    private static ArmError Invalid(string message) => new(StatusCodes.Status400BadRequest, "InvalidParameters", message);
}
