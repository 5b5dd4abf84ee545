using AcrImport.Emulator.Arm;
using AcrImport.Emulator.Arm.ResourceGraph;
using AcrImport.Emulator.Faults;
using AcrImport.Emulator.Importing;
using AcrImport.Emulator.SignIn;
using AcrImport.Emulator.Tokens;

namespace AcrImport.Emulator;

/// <summary>What answers on the port of Azure Resource Manager and Entra.</summary>
internal sealed class ArmSite(
    EmulatorOptions options, EntraTokens entra, TokenSigner signer, RegistryDirectory directory, ImportOperations operations, FaultPlan faults,
    RunningRegistries registries, RegistryLifecycle lifecycle, string identityHeader)
{
    private static readonly string[] Gated = ["/subscriptions", "/providers"];

    public void Build(IApplicationBuilder application, Uri address)
    {
        var gate = new ArmGate(entra, address, options.TimeProvider);
        application.UseWhen(
            context => Gated.Any(path => context.Request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase)),
            gated => gated.Use(gate.AnswerAsync));
        application.UseRouting();
        application.UseEndpoints(routes =>
        {
            var devices = new DeviceCodeEndpoints(entra.Tenant, address, options.TimeProvider);
            devices.Map(routes);
            new SignInEndpoints(entra, signer, address, devices, options.TimeProvider).Map(routes);
            new ManagedIdentityEndpoints(entra, options.SystemIdentity, identityHeader, options.TimeProvider).Map(routes);
            new SubscriptionEndpoints(directory, address).Map(routes);
            new RegistryEndpoints(directory, lifecycle, address).Map(routes);
            new RegistryActions(directory).Map(routes);
            new GraphEndpoint(directory).Map(routes);
            var urls = new OperationUrl(address, options.TimeProvider);
            new ImportEndpoints(directory, new ImportOrderReader(directory), operations, urls, options).Map(routes);
            new FaultEndpoint(faults).Map(routes);
            new HealthEndpoint(registries).Map(routes);
            routes.MapFallback(() => ArmErrors.NoSuchRoute);
        });
    }
}
