using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace AcrImport.Emulator.Hosting;

/// <summary>One TLS port on 127.0.0.1, and what answers on it.</summary>
internal sealed class LoopbackSite : IAsyncDisposable
{
    // Resource Manager's limit; nothing else that is posted comes near it.
    private const long MaxBodyLength = 4 * 1024 * 1024;

    // For answers on their way; a client that does not read any more must not hold up the end.
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(1);

    private readonly WebApplication _application;

    private int _disposed;

    private LoopbackSite(WebApplication application, Uri address)
    {
        _application = application;
        Address = address;
    }

    /// <summary>Gets <c>https://127.0.0.1:PORT/</c>.</summary>
    public Uri Address { get; }

    /// <summary>Gets <c>127.0.0.1:PORT</c>, which is a registry's login server.</summary>
    public string Authority => Address.Authority;

    /// <summary>Opens a free port.</summary>
    /// <param name="certificate">The emulator's certificate.</param>
    /// <param name="log">Sees every request.</param>
    /// <param name="build">Makes the answers; it is called once the port is known, because answers name it.</param>
    public static async Task<LoopbackSite> StartAsync(X509Certificate2 certificate, RequestLog log, Action<IApplicationBuilder, Uri> build)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRouting();
        builder.Services.AddSingleton<IHostLifetime, NoHostLifetime>();
        builder.WebHost.UseKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxBodyLength;
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate));
        });
        var application = builder.Build();
        var answers = new TaskCompletionSource<RequestDelegate>(TaskCreationOptions.RunContinuationsAsynchronously);
        application.Run(async context => await log.ObserveAsync(context, await answers.Task));
        await application.StartAsync();

        var address = new Uri(application.Urls.Single());
        var branch = new ApplicationBuilder(application.Services);
        build(branch, address);
        answers.SetResult(branch.Build());
        return new LoopbackSite(application, address);
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1)
        {
            return;
        }

        using var patience = new CancellationTokenSource(StopPatience);
        await _application.StopAsync(patience.Token);
        await _application.DisposeAsync();
    }
}
