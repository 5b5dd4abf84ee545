using System.Security.Cryptography.X509Certificates;
using AcrImport.Emulator.Faults;
using AcrImport.Emulator.Hosting;

namespace AcrImport.Emulator;

/// <summary>Opens ports that stop with the emulator and that faults can strike.</summary>
internal sealed class SiteFactory(X509Certificate2 certificate, RequestLog log, RunningParts parts, FaultPlan faults, TimeProvider time)
{
    /// <summary>Lets something stop with the emulator that a port needs.</summary>
    public T Keep<T>(T part)
        where T : notnull => parts.Add(part);

    public async Task<LoopbackSite> StartAsync(FaultPlane plane, Action<IApplicationBuilder, Uri> build) =>
        parts.Add(await LoopbackSite.StartAsync(certificate, log, (application, address) =>
        {
            application.Use(new FaultInjector(faults, plane, time).AnswerAsync);
            build(application, address);
        }));
}
