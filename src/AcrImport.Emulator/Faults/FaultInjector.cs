using System.Globalization;
using AcrImport.Emulator.Arm;
using AcrImport.Emulator.Registries;

namespace AcrImport.Emulator.Faults;

/// <summary>Stands before everything that answers on a port, and lets faults strike.</summary>
internal sealed class FaultInjector(FaultPlan plan, FaultPlane plane, TimeProvider time)
{
    public async Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        if (request.Path.StartsWithSegments(FaultEndpoint.Root))
        {
            await next(context);
            return;
        }

        var path = request.Path.Value ?? string.Empty;
        foreach (var (fault, left) in plan.TakeOfRequest(plane, request.Method, path))
        {
            if (fault.Kind != FaultKind.Latency)
            {
                await StrikeAsync(context, next, fault.Kind, left);
                return;
            }

            await Task.Delay(left, time, context.RequestAborted);
        }

        if (plan.ConcernsContent(plane, request.Method, path))
        {
            await ChangeContentAsync(context, next, path);
        }
        else
        {
            await next(context);
        }
    }

    // A challenge, for example, is no content: it must not use up a fault that is to strike a blob.
    private async Task ChangeContentAsync(HttpContext context, RequestDelegate next, string path)
    {
        var answer = await AnswerInMemory.RunAsync(context, next);
        var kind = context.Response.StatusCode is >= 200 and < 300 ? plan.TakeOfContent(plane, context.Request.Method, path) : null;
        await (kind switch
        {
            FaultKind.Truncate => answer.SendHalfAsync(context),
            FaultKind.WrongDigest => answer.SendChangedAsync(context),
            _ => answer.SendAsync(context),
        });
    }

    private async Task StrikeAsync(HttpContext context, RequestDelegate next, FaultKind kind, TimeSpan left)
    {
        switch (kind)
        {
            case FaultKind.Throttle:
                context.Response.Headers.RetryAfter = Math.Ceiling(left.TotalSeconds).ToString(CultureInfo.InvariantCulture);
                await Throttled().ExecuteAsync(context);
                break;
            case FaultKind.Unavailable:
                await Unavailable().ExecuteAsync(context);
                break;
            case FaultKind.Drop:
                context.Abort();
                break;
            default:
                await AnswerInMemory.RunAsync(context, next);
                context.Abort();
                break;
        }
    }

    private IResult Throttled() => plane switch
    {
        FaultPlane.Arm => new ArmError(StatusCodes.Status429TooManyRequests, "TooManyRequests", "The request is being throttled as the limit has been reached."),
        FaultPlane.Registry => RegistryError.TooManyRequests("exceeded the per-identity rate limit of 250 requests in a 60 second window."),
        _ => RegistryError.TooManyRequests(RegistryError.PullLimitReached),
    };

    private IResult Unavailable() => plane == FaultPlane.Arm
        ? new ArmError(StatusCodes.Status503ServiceUnavailable, "ServiceUnavailable", "The service is unavailable. Please try again later.")
        : Results.Text("Service Unavailable\n", statusCode: StatusCodes.Status503ServiceUnavailable);
}
