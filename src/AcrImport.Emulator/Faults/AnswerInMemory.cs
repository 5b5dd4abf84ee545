namespace AcrImport.Emulator.Faults;

/// <summary>An answer that has been made but not sent, so that something can happen to it.</summary>
internal sealed class AnswerInMemory
{
    private static readonly string NoDigest = "sha256:" + new string('0', 64);

    private static readonly TimeSpan TimeToLeave = TimeSpan.FromMilliseconds(50);

    private readonly byte[] _body;

    private AnswerInMemory(byte[] body) => _body = body;

    public static async Task<AnswerInMemory> RunAsync(HttpContext context, RequestDelegate next)
    {
        var response = context.Response;
        var network = response.Body;
        using var memory = new MemoryStream();
        response.Body = memory;
        try
        {
            await next(context);
            await response.BodyWriter.FlushAsync();
        }
        finally
        {
            response.Body = network;
        }

        return new AnswerInMemory(memory.ToArray());
    }

    public Task SendAsync(HttpContext context) => _body.Length == 0 ? Task.CompletedTask : context.Response.Body.WriteAsync(_body).AsTask();

    /// <summary>Promises all of the body, sends half of it, and breaks the connection.</summary>
    public async Task SendHalfAsync(HttpContext context)
    {
        if (_body.Length > 0)
        {
            context.Response.ContentLength = _body.Length;
            await context.Response.Body.WriteAsync(_body.AsMemory(0, _body.Length / 2));
            await context.Response.Body.FlushAsync();
            // An abort takes back what has not left yet, and the client is to see the half.
            await Task.Delay(TimeToLeave);
        }

        context.Abort();
    }

    public async Task SendChangedAsync(HttpContext context)
    {
        var response = context.Response;
        if (_body.Length == 0)
        {
            if (response.Headers.ContainsKey("Docker-Content-Digest"))
            {
                response.Headers["Docker-Content-Digest"] = NoDigest;
            }

            return;
        }

        // JSON stays JSON, so that only the digest tells.
        var changed = _body[^1] == '}' ? [.. _body, (byte)'\n'] : (byte[])[.. _body[..^1], (byte)(_body[^1] ^ 1)];
        response.ContentLength = changed.Length;
        await response.Body.WriteAsync(changed);
    }
}
