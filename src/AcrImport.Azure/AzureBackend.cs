using AcrImport.Azure.Arm;
using AcrImport.Azure.Auth;
using AcrImport.Azure.Http;
using AcrImport.Azure.Oci;
using Azure.Core.Pipeline;

namespace AcrImport.Azure;

/// <summary>Puts the clients of one sign-in together; nothing else.</summary>
internal sealed class AzureBackend : IRegistryBackend
{
    private readonly EntraTokens _tokens;
    private readonly RegistryLocator _locator;
    private readonly ArmImportClient _imports;
    private readonly RegistryClient _registries;
    private readonly SourceReader _sources;

    private AzureBackend(EntraTokens tokens, RegistryLocator locator, ArmImportClient imports, RegistryClient registries, SourceReader sources)
    {
        _tokens = tokens;
        _locator = locator;
        _imports = imports;
        _registries = registries;
        _sources = sources;
    }

    public static AzureBackend Create(ConnectionOptions options, HttpPipelineTransport? transport = null, ImportClock? clock = null)
    {
        clock ??= ImportClock.System;
        var sources = SourceReader.Create(options, transport, clock);
        transport ??= LoopbackTrust.TransportFor(options.LoopbackCertificate);
        var pipelines = new PipelineFactory(transport, clock);
        var tokens = new EntraTokens(() => CredentialFactory.Create(options, transport), options.ArmEndpoint, canRenew: options.SignIn != SignInKind.AccessToken);
        var arm = new ArmClient(new ServiceClient(pipelines.ForArm(tokens)), options.ArmEndpoint);
        var registry = new ServiceClient(pipelines.ForRegistries());
        return new AzureBackend(
            tokens,
            new RegistryLocator(arm, new ResourceGraph(arm), options.SubscriptionId),
            new ArmImportClient(arm),
            new RegistryClient(registry, new RegistryTokens(registry, tokens)),
            sources);
    }

    public Task SignInAsync(IImportLog log, CancellationToken cancellation) => _tokens.SignInAsync(cancellation);

    public Task<RegistryResource> FindRegistryAsync(RegistrySelector selector, IImportLog log, CancellationToken cancellation) =>
        _locator.FindAsync(selector, log, cancellation);

    public Task<OperationState> StartImportAsync(ImportRequest request, IImportLog log, CancellationToken cancellation) =>
        _imports.StartAsync(request, cancellation);

    public Task<OperationState> GetOperationAsync(ImportSubject subject, OperationState running, IImportLog log, CancellationToken cancellation) =>
        _imports.GetAsync(subject, running, log, cancellation);

    public Task<Digest?> ResolveDigestAsync(RegistryHost registry, ImageName image, IImportLog log, CancellationToken cancellation) =>
        _registries.ResolveDigestAsync(registry, image, cancellation);

    public Task<ImageManifest> GetManifestAsync(RegistryHost registry, ImageName image, IImportLog log, CancellationToken cancellation) =>
        _registries.GetManifestAsync(registry, image, cancellation);

    public Task<ManifestPage> ListManifestsAsync(
        RegistryHost registry, string repository, string? continuation, IImportLog log, CancellationToken cancellation) =>
        _registries.ListManifestsAsync(registry, repository, continuation, cancellation);

    public Task<Digest?> ResolveSourceDigestAsync(
        RegistryHost registry, ImageName image, SourceCredential? credential, IImportLog log, CancellationToken cancellation) =>
        _sources.ResolveSourceDigestAsync(registry, image, credential, log, cancellation);

    public void Dispose()
    {
        _registries.Dispose();
        _tokens.Dispose();
    }
}
