using System.Text.Json;

namespace AcrImport.Emulator.Hosting;

/// <summary>Answers with JSON and its exact length.</summary>
internal sealed class JsonResult(object body, int status = StatusCodes.Status200OK, JsonSerializerOptions? options = null, string contentType = "application/json; charset=utf-8") : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body, options ?? EmulatorJson.Options);
        response.StatusCode = status;
        response.ContentType = contentType;
        response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(httpContext.Request.Method))
        {
            await response.Body.WriteAsync(bytes, httpContext.RequestAborted);
        }
    }
}
