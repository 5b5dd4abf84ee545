using System.Security.Cryptography.X509Certificates;
using AcrImport.Emulator.Faults;
using AcrImport.Emulator.Hosting;
using AcrImport.Emulator.Seeding;
using AcrImport.Emulator.Storage;

namespace AcrImport.Emulator;

/// <summary>
/// Azure sign-in, Azure Resource Manager and container registries on free ports of 127.0.0.1, until it is disposed.
/// Any number of them can run in one process.
/// </summary>
public sealed class EmulatorServer : IAsyncDisposable
{
    private readonly RunningParts _parts;
    private readonly EmulatorStorage _sampleStorage;

    internal EmulatorServer(
        RunningParts parts,
        X509Certificate2 certificate,
        FaultPlan faults,
        EmulatorStorage storage,
        EmulatorStorage sampleStorage,
        EmulatorRegistry dockerHub,
        IReadOnlyList<EmulatorRegistry> registries,
        EmulatorConnection connection,
        string connectionFile)
    {
        _parts = parts;
        _sampleStorage = sampleStorage;
        Blobs = storage.Blobs;
        Certificate = certificate;
        Faults = faults;
        DockerHub = dockerHub;
        Registries = registries;
        Connection = connection;
        ConnectionFile = connectionFile;
    }

    /// <summary>Gets where Azure Resource Manager is, and Entra too.</summary>
    public Uri ArmEndpoint => new(Connection.ArmEndpoint);

    /// <summary>Gets the certificate of every port, without its key.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>Gets the registries: those of the options in their order, and those that were created since.</summary>
    public IReadOnlyList<EmulatorRegistry> Registries { get; }

    /// <summary>Gets the registry of sample images that imports know as <c>docker.io</c>, unless the options name another.</summary>
    public EmulatorRegistry DockerHub { get; }

    /// <summary>Gets what a client needs.</summary>
    public EmulatorConnection Connection { get; }

    /// <summary>Gets the path of the file in which the connection is, until the emulator stops.</summary>
    public string ConnectionFile { get; }

    /// <summary>Gets what is to go wrong; it can be changed at any time.</summary>
    public FaultPlan Faults { get; }

    internal IBlobStore Blobs { get; }

    /// <summary>Starts an emulator; when the task ends, every port answers.</summary>
    /// <exception cref="ArgumentException">An option is not valid; the message says which and why.</exception>
    public static Task<EmulatorServer> StartAsync(EmulatorOptions? options = null) =>
        new EmulatorStart(options ?? new EmulatorOptions(), new RunningParts()).RunAsync();

    /// <summary>Returns a registry by its name.</summary>
    public EmulatorRegistry Registry(string name) =>
        Registries.FirstOrDefault(registry => registry.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw new ArgumentException($"The emulator has no registry '{name}'.", nameof(name));

    /// <summary>Adds a sample image for three platforms to <see cref="DockerHub"/>; the same name has the same digests every time.</summary>
    /// <param name="image">For example <c>library/nginx:1.27</c>.</param>
    /// <returns>The digest of its index.</returns>
    public Task<Digest> AddSampleImageAsync(string image)
    {
        var name = ImageName.Parse(image);
        return SampleImage.AddAsync(_sampleStorage, DockerHub.Name, new ImageTarget(name.Repository, name.Tag ?? ImageReference.DefaultTag));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _parts.DisposeAsync();
}
