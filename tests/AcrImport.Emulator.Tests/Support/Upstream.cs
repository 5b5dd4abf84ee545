using System.Collections.Concurrent;
using AcrImport.Emulator.Hosting;
using AcrImport.Emulator.Registries;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace AcrImport.Emulator.Tests.Support;

/// <summary>
/// A source registry of a test: it serves the sample images of an emulator, remembers what it was asked for, and lies, refuses or
/// redirects where the test says so.
/// </summary>
internal sealed class Upstream : IAsyncDisposable
{
    private readonly EmulatorServer _samples;
    private readonly LoopbackSite _site;

    private Upstream(EmulatorServer samples, LoopbackSite site, ConcurrentQueue<string> requests)
    {
        _samples = samples;
        _site = site;
        Requests = requests;
    }

    /// <summary>Gets method, path and scheme of authorization of each request.</summary>
    public ConcurrentQueue<string> Requests { get; }

    public EmulatorServer Samples => _samples;

    public string Host => _site.Authority;

    /// <param name="intercept">Answers by itself and returns true, or returns false to let the sample registry answer.</param>
    public static async Task<Upstream> StartAsync(Func<HttpContext, Task<bool>>? intercept = null)
    {
        var samples = await EmulatorServer.StartAsync();
        var requests = new ConcurrentQueue<string>();
        var log = new RequestLog(null, TextWriter.Null);
        var site = await LoopbackSite.StartAsync(ServerCertificate.Create(DateTimeOffset.UtcNow), log, (application, address) =>
        {
            var registry = new RegistrySite(samples.DockerHub.Store, address.Authority, new AnonymousAccess());
            application.Run(async context =>
            {
                requests.Enqueue($"{context.Request.Method} {context.Request.Path} {context.Request.Headers.Authorization}".TrimEnd());
                if (intercept is null || !await intercept(context))
                {
                    await registry.AnswerAsync(context);
                }
            });
        });
        return new Upstream(samples, site, requests);
    }

    public static Task<Upstream> AnsweringAsync(int status, string body) => StartAsync(async context =>
    {
        if (!context.Request.Path.Value!.Contains("/manifests/", StringComparison.Ordinal))
        {
            return false;
        }

        context.Response.StatusCode = status;
        await context.Response.WriteAsync(body);
        return true;
    });

    public async ValueTask DisposeAsync()
    {
        await _site.DisposeAsync();
        await _samples.DisposeAsync();
    }
}
