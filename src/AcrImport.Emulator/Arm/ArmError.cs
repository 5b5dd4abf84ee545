using System.Text.Json.Nodes;
using AcrImport.Emulator.Hosting;

namespace AcrImport.Emulator.Arm;

/// <summary>Answers with Azure Resource Manager's error object.</summary>
internal sealed record ArmError(int Status, string Code, string Message, JsonArray? Details = null) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext) =>
        new JsonResult(new { error = new { code = Code, message = Message, details = Details } }, Status).ExecuteAsync(httpContext);
}
