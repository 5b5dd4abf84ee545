namespace AcrImport.Emulator;

/// <summary>What an emulator is started with.</summary>
public sealed class EmulatorOptions
{
    /// <summary>Gets the registries; a name alone, such as <c>"myregistry"</c>, is one too.</summary>
    public IReadOnlyList<EmulatorRegistryOptions> Registries { get; init; } = ["myregistry"];

    /// <summary>Gets service principals with certain roles, besides the one that may do everything.</summary>
    public IReadOnlyList<EmulatorPrincipalOptions> Principals { get; init; } = [];

    /// <summary>
    /// Gets where registries of the world are found, for example <c>docker.io</c> at <c>http://127.0.0.1:5000</c>.
    /// <c>docker.io</c> is the emulator's own sample registry where it is not here.
    /// </summary>
    public IReadOnlyDictionary<string, Uri> Upstreams { get; init; } = new Dictionary<string, Uri>();

    /// <summary>Gets the directory in which the registries' content lives from one start to the next; null for memory.</summary>
    public string? DataDirectory { get; init; }

    /// <summary>Gets how long an import takes at least.</summary>
    public TimeSpan ImportDelay { get; init; }

    /// <summary>Gets whether the answer to importImage has the body <c>null</c>, as it had until about 2022, instead of none.</summary>
    public bool NullBody { get; init; }

    /// <summary>Gets how many images can be pulled from the sample registry within six hours; Docker Hub itself allows 100.</summary>
    public int DockerHubPullLimit { get; init; } = 100_000;

    /// <summary>Gets what the answers of a running import say in <c>Retry-After</c>; whole seconds.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets a file of what is to go wrong from the start, <c>{"seed":7,"faults":[…]}</c>; null for nothing.</summary>
    public string? FaultsFile { get; init; }

    /// <summary>Gets where the connection file is written; null for a new private directory.</summary>
    public string? ConnectionFile { get; init; }

    /// <summary>Gets the clock of tokens, times and the import delay.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Gets the name of the principal that is the system-assigned managed identity; null for the one that may do everything.</summary>
    public string? SystemIdentity { get; init; }

    /// <summary>
    /// Gets how many tags repositories have that are for tests of lists and stored nowhere, by <c>REGISTRY/REPOSITORY</c>; nothing
    /// can be pulled from them.
    /// </summary>
    public IReadOnlyDictionary<string, int> Synthesized { get; init; } = new Dictionary<string, int>();

    /// <summary>Gets where each request is written as one line; null for nowhere.</summary>
    public TextWriter? RequestLog { get; init; }
}
