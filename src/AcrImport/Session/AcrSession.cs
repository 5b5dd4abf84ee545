namespace AcrImport.Session;

/// <summary>A sign-in and the backend that works with it.</summary>
internal sealed class AcrSession(ConnectionOptions options, IRegistryBackend backend) : IDisposable
{
    public IRegistryBackend Backend { get; } = backend;

    public AcrContext Context { get; } = new()
    {
        ArmEndpoint = options.ArmEndpoint,
        SignIn = options.SignIn,
        TenantId = options.TenantId,
        SubscriptionId = options.SubscriptionId,
        ClientId = options.ClientId,
        IsEmulator = options.LoopbackCertificate is not null,
    };

    public void Dispose() => Backend.Dispose();
}
