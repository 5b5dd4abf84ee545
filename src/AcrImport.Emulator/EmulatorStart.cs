using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AcrImport.Emulator.Access;
using AcrImport.Emulator.Arm;
using AcrImport.Emulator.Faults;
using AcrImport.Emulator.Hosting;
using AcrImport.Emulator.Importing;
using AcrImport.Emulator.Registries;
using AcrImport.Emulator.Seeding;
using AcrImport.Emulator.SignIn;
using AcrImport.Emulator.Sources;
using AcrImport.Emulator.Storage;
using AcrImport.Emulator.Tokens;

namespace AcrImport.Emulator;

/// <summary>Puts an emulator together.</summary>
internal sealed class EmulatorStart
{
    private const string DockerHubName = "dockerhub";
    private const string SampleRepository = "library/hello-world";

    private readonly EmulatorOptions _options;
    private readonly RunningParts _parts;
    private readonly RequestLog _log;
    private readonly FaultPlan _faults;
    private readonly Tenant _tenant;
    private readonly TokenSigner _signer;
    private readonly EntraTokens _entra;
    private readonly X509Certificate2 _certificate;
    private readonly SiteFactory _sites;
    private readonly string _identityHeader = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
    private readonly ServiceNetwork _network = new();

    public EmulatorStart(EmulatorOptions options, RunningParts parts)
    {
        EmulatorOptionsCheck.Check(options);
        _options = options;
        _parts = parts;
        _log = new RequestLog(options.RequestLog, Console.Error);
        _faults = new FaultPlan(options.TimeProvider);
        if (options.FaultsFile is { } path)
        {
            var document = FaultDocument.Read(path);
            _faults.Replace(document.Faults, document.Seed);
        }

        _tenant = new Tenant(options.Principals);
        _signer = _parts.Add(new TokenSigner(options.TimeProvider));
        _entra = new EntraTokens(_signer, _tenant);
        _certificate = _parts.Add(ServerCertificate.Create(TimeProvider.System.GetUtcNow()));
        _sites = new SiteFactory(_certificate, _log, _parts, _faults, options.TimeProvider);
    }

    public async Task<EmulatorServer> RunAsync()
    {
        try
        {
            var samples = _parts.Add(EmulatorStorage.InMemory(_options.TimeProvider));
            await SampleImage.AddAsync(samples, DockerHubName, new ImageTarget(SampleRepository, ImageReference.DefaultTag));
            var registrySites = new RegistrySites(_sites, _signer, _entra, _network, _options);
            var dockerHub = await registrySites.StartDockerHubAsync(samples, DockerHubName);
            var storage = _parts.Add(_options.DataDirectory is { } path
                ? EmulatorStorage.InDirectory(path, _options.TimeProvider)
                : EmulatorStorage.InMemory(_options.TimeProvider));

            var upstreams = UpstreamsWith(dockerHub);
            var registries = new RunningRegistries();
            var lifecycle = _parts.Add(new RegistryLifecycle(registrySites, storage, registries));
            var directory = new RegistryDirectory(_tenant.Id, _options.Registries.Max(registry => registry.Subscription), registries);
            var operations = OperationsOn(storage, samples, upstreams, registries);
            var site = new ArmSite(_options, _entra, _signer, directory, operations, _faults, registries, lifecycle, _identityHeader);
            var arm = await _sites.StartAsync(FaultPlane.Arm, site.Build);
            foreach (var registry in _options.Registries)
            {
                registries.Add(await registrySites.StartAsync(storage, registry, arm.Address));
            }

            registries.AreReady = true;
            var connection = ConnectionTo(arm.Address, registries, upstreams);
            var file = _parts.Add(Hosting.ConnectionFile.Write(_options.ConnectionFile, connection));
            var publicPart = _parts.Add(X509CertificateLoader.LoadCertificate(_certificate.RawData));
            return new EmulatorServer(_parts, publicPart, _faults, storage, samples, dockerHub, registries, connection, file.Path);
        }
        catch
        {
            await _parts.DisposeAsync();
            throw;
        }
    }

    private Dictionary<RegistryHost, Uri> UpstreamsWith(EmulatorRegistry dockerHub)
    {
        var upstreams = _options.Upstreams.ToDictionary(upstream => RegistryHost.Parse(upstream.Key), upstream => upstream.Value);
        upstreams.TryAdd(RegistryHost.DockerHub, new Uri($"https://{dockerHub.LoginServer}/"));
        return upstreams;
    }

    private ImportOperations OperationsOn(
        EmulatorStorage storage,
        EmulatorStorage samples,
        IReadOnlyDictionary<RegistryHost, Uri> upstreams,
        IReadOnlyList<EmulatorRegistry> registries)
    {
        var connections = _parts.Add(new SourceConnections(_certificate, _network));
        var sources = new SourceRegistries(connections, upstreams, registries);
        return _parts.Add(new ImportOperations(
            new ImageImport(sources, storage, new SomebodyElse(storage, samples, DockerHubName), _options.TimeProvider, _options.ImportDelay), _faults, _log));
    }

    private EmulatorConnection ConnectionTo(
        Uri arm, IReadOnlyList<EmulatorRegistry> registries, IReadOnlyDictionary<RegistryHost, Uri> upstreams)
    {
        var endpoint = arm.GetLeftPart(UriPartial.Authority);
        return new EmulatorConnection(
            endpoint,
            endpoint,
            _tenant.Id,
            Subscriptions.First,
            _tenant.Owner.ClientId,
            _tenant.Owner.Secret,
            _certificate.ExportCertificatePem(),
            [.. registries.Select(registry =>
                new EmulatorConnectionRegistry(registry.Name, registry.LoginServer, registry.ResourceId.ToString(), registry.AdminPassword))],
            upstreams.ToDictionary(upstream => upstream.Key.ToString(), upstream => upstream.Value.GetLeftPart(UriPartial.Authority)),
            [.. _tenant.Further.Select(principal =>
                new EmulatorConnectionPrincipal(principal.Name, principal.ClientId, principal.ObjectId, principal.Secret))])
        {
            IdentityEndpoint = endpoint + ManagedIdentityEndpoints.AppServicePath,
            IdentityHeader = _identityHeader,
        };
    }
}
