using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AcrImport.Emulator.Arm;
using AcrImport.Emulator.Hosting;
using AcrImport.Emulator.Importing;
using AcrImport.Emulator.Registries;
using AcrImport.Emulator.Seeding;
using AcrImport.Emulator.SignIn;
using AcrImport.Emulator.Sources;
using AcrImport.Emulator.Storage;
using AcrImport.Emulator.Tokens;

namespace AcrImport.Emulator;

/// <summary>Puts an emulator together: the one place that knows all of its parts.</summary>
internal sealed class EmulatorStart
{
    private const string DockerHubName = "dockerhub";
    private const string SampleRepository = "library/hello-world";

    // The same in every emulator, so that resource IDs in scripts and saved data stay true from one start to the next.
    private static readonly Guid TenantId = new("7e1a0000-0000-4000-8000-00000000e001");
    private static readonly Guid SubscriptionId = new("7e1a0000-0000-4000-8000-00000000e002");
    private static readonly Guid ClientId = new("7e1a0000-0000-4000-8000-00000000e003");
    private static readonly Guid ObjectId = new("7e1a0000-0000-4000-8000-00000000e004");

    private readonly EmulatorOptions _options;
    private readonly RunningParts _parts;
    private readonly RequestLog _log;
    private readonly EntraIdentity _identity;
    private readonly TokenSigner _signer;
    private readonly EntraTokens _entra;
    private readonly X509Certificate2 _certificate;

    public EmulatorStart(EmulatorOptions options, RunningParts parts)
    {
        EmulatorOptionsCheck.Check(options);
        _options = options;
        _parts = parts;
        _log = new RequestLog(options.RequestLog, Console.Error);
        _identity = new EntraIdentity(TenantId, SubscriptionId, ClientId, ObjectId, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20)));
        _signer = _parts.Add(new TokenSigner(options.TimeProvider));
        _entra = new EntraTokens(_signer, _identity);
        _certificate = _parts.Add(ServerCertificate.Create(TimeProvider.System.GetUtcNow()));
    }

    public async Task<EmulatorServer> RunAsync()
    {
        try
        {
            var samples = _parts.Add(EmulatorStorage.InMemory(_options.TimeProvider));
            await SampleImage.AddAsync(samples, DockerHubName, new ImageTarget(SampleRepository, ImageReference.DefaultTag));
            var dockerHub = await StartDockerHubAsync(samples);
            var storage = _parts.Add(_options.DataDirectory is { } directory
                ? EmulatorStorage.InDirectory(directory, _options.TimeProvider)
                : EmulatorStorage.InMemory(_options.TimeProvider));

            var upstreams = UpstreamsWith(dockerHub);
            var registries = new List<EmulatorRegistry>();
            var arm = await StartArmAsync(storage, upstreams, registries);
            foreach (var name in _options.Registries)
            {
                registries.Add(await StartRegistryAsync(storage, name, arm.Address));
            }

            var connection = ConnectionTo(arm.Address, registries, upstreams);
            var file = _parts.Add(Hosting.ConnectionFile.Write(_options.ConnectionFile, connection));
            var publicPart = _parts.Add(X509CertificateLoader.LoadCertificate(_certificate.RawData));
            return new EmulatorServer(_parts, publicPart, storage, samples, dockerHub, registries, connection, file.Path);
        }
        catch
        {
            await _parts.DisposeAsync();
            throw;
        }
    }

    private async Task<EmulatorRegistry> StartDockerHubAsync(EmulatorStorage samples)
    {
        var store = samples.StoreOf(DockerHubName);
        var site = await StartSiteAsync((application, address) =>
            application.Run(new RegistrySite(store, address.Authority, new AnonymousAccess()).AnswerAsync));
        return RegistryAt(site, DockerHubName, store);
    }

    private async Task<EmulatorRegistry> StartRegistryAsync(EmulatorStorage storage, string name, Uri armEndpoint)
    {
        var store = storage.StoreOf(name);
        var site = await StartSiteAsync((application, address) =>
        {
            var tokens = new RegistryTokens(_signer, _identity, address.Authority);
            var accounts = new RegistryAccounts(tokens, _identity);
            var endpoints = new TokenEndpoints(tokens, accounts, _entra, armEndpoint);
            application.Run(new RegistrySite(store, address.Authority, new TokenAccess(tokens, accounts), endpoints).AnswerAsync);
        });
        return RegistryAt(site, name, store);
    }

    private Dictionary<RegistryHost, Uri> UpstreamsWith(EmulatorRegistry dockerHub)
    {
        var upstreams = _options.Upstreams.ToDictionary(upstream => RegistryHost.Parse(upstream.Key), upstream => upstream.Value);
        upstreams.TryAdd(RegistryHost.DockerHub, new Uri($"https://{dockerHub.LoginServer}/"));
        return upstreams;
    }

    private Task<LoopbackSite> StartArmAsync(
        EmulatorStorage storage, IReadOnlyDictionary<RegistryHost, Uri> upstreams, IReadOnlyList<EmulatorRegistry> registries)
    {
        var sources = new SourceRegistries(_parts.Add(SourceConnections.Create(_certificate)), upstreams);
        var import = new ImageImport(sources, storage, _options.TimeProvider, _options.ImportDelay);
        var operations = _parts.Add(new ImportOperations(import, _log));
        var directory = new RegistryDirectory(SubscriptionId, registries);
        return StartSiteAsync((application, address) =>
        {
            var gate = new ArmGate(_entra, address, _options.TimeProvider);
            application.UseWhen(
                context => context.Request.Path.StartsWithSegments("/subscriptions", StringComparison.OrdinalIgnoreCase),
                gated => gated.Use(gate.AnswerAsync));
            application.UseRouting();
            application.UseEndpoints(routes =>
            {
                new SignInEndpoints(_entra, _signer, address).Map(routes);
                new SubscriptionEndpoints(directory, TenantId, address).Map(routes);
                new ImportEndpoints(
                    directory,
                    _identity,
                    new ImportOrderReader(directory, _identity),
                    operations,
                    new OperationUrl(address, _options.TimeProvider),
                    _options.RetryAfter).Map(routes);
                routes.MapFallback(() => ArmErrors.NoSuchRoute);
            });
        });
    }

    private async Task<LoopbackSite> StartSiteAsync(Action<IApplicationBuilder, Uri> build) =>
        _parts.Add(await LoopbackSite.StartAsync(_certificate, _log, build));

    private EmulatorRegistry RegistryAt(LoopbackSite site, string name, RegistryStore store)
    {
        var id = RegistryResourceId.Parse(
            $"/subscriptions/{SubscriptionId}/resourceGroups/{RegistryDirectory.ResourceGroup}/providers/{RegistryBody.ResourceType}/{name}");
        return new EmulatorRegistry(site.Authority, id, store, _options.TimeProvider.GetUtcNow());
    }

    private EmulatorConnection ConnectionTo(
        Uri arm, IReadOnlyList<EmulatorRegistry> registries, IReadOnlyDictionary<RegistryHost, Uri> upstreams)
    {
        var endpoint = arm.GetLeftPart(UriPartial.Authority);
        return new EmulatorConnection(
            endpoint,
            endpoint,
            TenantId,
            SubscriptionId,
            ClientId,
            _identity.ClientSecret,
            _certificate.ExportCertificatePem(),
            [.. registries.Select(registry => new EmulatorConnectionRegistry(registry.Name, registry.LoginServer, registry.ResourceId.ToString()))],
            upstreams.ToDictionary(upstream => upstream.Key.ToString(), upstream => upstream.Value.GetLeftPart(UriPartial.Authority)));
    }
}
