using System.Security.Cryptography.X509Certificates;
using AcrImport.Emulator.Hosting;

namespace AcrImport.Emulator;

/// <summary>Opens ports that stop with the emulator.</summary>
internal sealed class SiteFactory(X509Certificate2 certificate, RequestLog log, RunningParts parts)
{
    public async Task<LoopbackSite> StartAsync(Action<IApplicationBuilder, Uri> build) =>
        parts.Add(await LoopbackSite.StartAsync(certificate, log, build));
}
