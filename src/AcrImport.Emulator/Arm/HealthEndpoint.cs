using AcrImport.Emulator.Hosting;

namespace AcrImport.Emulator.Arm;

/// <summary>Tells those who start an emulator whether it runs, and whether all of its registries answer.</summary>
internal sealed class HealthEndpoint(RunningRegistries registries)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/emulator/health", () => new JsonResult(new { status = "healthy" }));
        routes.MapGet("/emulator/ready", () => registries.AreReady
            ? new JsonResult(new { status = "ready" })
            : new JsonResult(new { status = "starting" }, StatusCodes.Status503ServiceUnavailable));
    }
}
