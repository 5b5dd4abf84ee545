using System.Diagnostics;
using System.Globalization;

namespace AcrImport.Emulator.Hosting;

/// <summary>
/// Writes each request as one line. Paths only: queries carry signatures, headers and bodies carry tokens and passwords.
/// A bug of the emulator is written even where requests are not wanted.
/// </summary>
internal sealed class RequestLog(TextWriter? requests, TextWriter bugs)
{
    private readonly TextWriter? _requests = requests is null ? null : TextWriter.Synchronized(requests);
    private readonly TextWriter _bugs = TextWriter.Synchronized(bugs);

    public async Task ObserveAsync(HttpContext context, RequestDelegate next)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            await next(context);
        }
        catch (Exception e) when (e is not BadHttpRequestException && !context.RequestAborted.IsCancellationRequested)
        {
            Bug($"{context.Request.Method} {ControlCharacters.Escape(context.Request.Path.Value)}", e);
            throw;
        }
        finally
        {
            Write(context, Stopwatch.GetElapsedTime(started));
        }
    }

    public void Bug(string what, Exception exception) => _bugs.WriteLine($"acr-emulator: {what} failed unexpectedly: {exception}");

    private void Write(HttpContext context, TimeSpan elapsed) => _requests?.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{context.Request.Host} {context.Request.Method} {ControlCharacters.Escape(context.Request.Path.Value)} {context.Response.StatusCode} {elapsed.TotalMilliseconds:0.0} ms"));
}
