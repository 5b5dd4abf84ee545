using System.Globalization;
using System.Text.Json.Nodes;

namespace AcrImport.Emulator.Arm.ResourceGraph;

/// <summary>How Resource Graph refuses: a general message, and what is wrong in the details.</summary>
internal static class GraphErrors
{
    public static ArmError QueryInvalid(KqlToken token) => Invalid(
        new JsonObject
        {
            ["code"] = "InvalidQuery",
            ["message"] = "Query is invalid. Please refer to the documentation for the Azure Resource Graph service and fix the error before retrying.",
        },
        new JsonObject
        {
            ["code"] = "ParserFailure",
            ["message"] = "ParserFailure",
            ["line"] = 1,
            ["characterPositionInLine"] = token.Position,
            ["token"] = token.Text,
        });

    public static ArmError OptionInvalid(string option, string reason) => Invalid(new JsonObject
    {
        ["code"] = "InvalidOptions",
        ["message"] = $"The option {option} is not valid: {reason}.",
    });

    public static ArmError ContentInvalid(string reason) => Invalid(new JsonObject
    {
        ["code"] = "InvalidPayload",
        ["message"] = $"The request payload is not valid: {reason}",
    });

    private static ArmError Invalid(params JsonNode[] details) => new(
        StatusCodes.Status400BadRequest,
        "BadRequest",
        string.Create(
            CultureInfo.InvariantCulture,
            $"Please provide below info when asking for support: timestamp = {DateTime.UtcNow:O}, correlationId = {Guid.NewGuid()}."),
        new JsonArray(details));
}
