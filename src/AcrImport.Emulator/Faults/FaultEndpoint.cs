using System.Net;
using System.Text.Json;
using AcrImport.Emulator.Arm;
using AcrImport.Emulator.Hosting;

namespace AcrImport.Emulator.Faults;

/// <summary>Reads and changes the plan while the emulator runs, for those on the same machine.</summary>
internal sealed class FaultEndpoint(FaultPlan plan)
{
    public const string Root = "/emulator";

    private const string Path = Root + "/faults";

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, (HttpContext context) => FaultOf(context) ?? Answer());
        routes.MapDelete(Path, (HttpContext context) => FaultOf(context) ?? Change(plan.Clear));
        routes.MapPut(Path, (Delegate)((HttpContext context) =>
            ChangeAsync<FaultDocument>(context, document => plan.Replace(document.Faults, document.Seed))));
        routes.MapPost(Path, (Delegate)((HttpContext context) => ChangeAsync<Fault>(context, plan.Add)));
    }

    private static IResult? FaultOf(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address) ? null : Results.NotFound();

    private async Task<IResult> ChangeAsync<T>(HttpContext context, Action<T> change)
        where T : class
    {
        if (FaultOf(context) is { } refusal)
        {
            return refusal;
        }

        try
        {
            var body = await JsonSerializer.DeserializeAsync<T>(context.Request.Body, FaultDocument.Json, context.RequestAborted);
            return body is null ? Refusal("The body is null.") : Change(() => change(body));
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            return Refusal(e.Message);
        }
    }

    private static ArmError Refusal(string message) => new(StatusCodes.Status400BadRequest, "InvalidFault", message);

    private JsonResult Change(Action change)
    {
        change();
        return Answer();
    }

    private JsonResult Answer() => new(new { faults = plan.Read() }, options: FaultDocument.Json);
}
