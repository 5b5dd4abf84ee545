using AcrImport.Tests.Support;

namespace AcrImport.Tests.Importing;

public sealed class SourceResolverTests
{
    private const string Id = "/subscriptions/" + Samples.Subscription + "/resourceGroups/my-rg/providers/Microsoft.ContainerRegistry/registries/sources";

    private readonly KeptLog _log = new();

    public static TheoryData<string, string, string?, AcrErrorKind> Contradictions { get; } = new()
    {
        { "app:1", "sources", "ghcr.io", AcrErrorKind.AmbiguousSource },
        { "ghcr.io/o/app:1", "", "docker.io", AcrErrorKind.AmbiguousSource },
        { "registry.example.com:5000/app:1", "", "registry.example.com", AcrErrorKind.AmbiguousSource },
        { "app:1", "no", null, AcrErrorKind.InvalidReference },
        { "app:1", "/subscriptions/x", null, AcrErrorKind.InvalidReference },
        { "app:1", "", "https://ghcr.io", AcrErrorKind.InvalidReference },
        { "app:1", "", "ghcr.io/o", AcrErrorKind.InvalidReference },
        { "App:1", "sources", null, AcrErrorKind.InvalidReference },
        { "https://ghcr.io/o/app", "", null, AcrErrorKind.InvalidReference },
        { $"app:{new string('t', 129)}", "sources", null, AcrErrorKind.InvalidReference },
    };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Contradictions))]
    public void Contradictions_are_refused_before_anything_is_asked(string source, string registry, string? registryUri, AcrErrorKind kind)
    {
        var options = new ImportOptions { Registry = "myRegistry", Source = source, SourceRegistry = registry.Length == 0 ? null : registry, SourceRegistryUri = registryUri };

        Assert.Equal(kind, Assert.Throws<AcrImportException>(() => ImportOrder.Create(options)).Kind);
    }

    [Fact]
    public void A_registry_of_ones_own_takes_no_credential()
    {
        var options = new ImportOptions { Registry = "myRegistry", Source = "app:1", SourceRegistry = "sources", Credential = new SourceCredential("u", new()) };

        Assert.Equal(AcrErrorKind.AmbiguousSource, Assert.Throws<AcrImportException>(() => ImportOrder.Create(options)).Kind);
    }

    [Theory]
    [InlineData("sources")]
    [InlineData("sources.azurecr.io")]
    [InlineData(Id)]
    public async Task A_registry_of_ones_own_goes_by_its_resource_ID(string registry)
    {
        var resolved = await ResolveAsync("team/app:1", registry);

        Assert.Equal((Id, "sources.azurecr.io", "team/app:1"), (resolved.ResourceId!.ToString(), resolved.Host!.ToString(), resolved.Image.ToString()));
        Assert.Empty(_log.Warnings);
    }

    [Theory]
    [InlineData("sources.azurecr.io/app:1", "sources")]
    [InlineData("Sources.AzureCR.io/app:1", Id)]
    [InlineData("sources.westus.geo.azurecr.io/app:1", "sources.azurecr.io")]
    public async Task A_login_server_that_is_repeated_is_dropped_with_a_warning(string source, string registry)
    {
        var resolved = await ResolveAsync(source, registry);

        Assert.Equal((Id, "app:1"), (resolved.ResourceId!.ToString(), resolved.Image.ToString()));
        Assert.Contains("is ignored, since -SourceRegistry names the registry already", Assert.Single(_log.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("others.azurecr.io/app:1", "sources")]
    [InlineData("sources.azurecr.io.evil.com/app:1", Id)]
    [InlineData("ghcr.io/o/app:1", "sources")]
    public async Task Another_registry_in_the_source_is_refused(string source, string registry)
    {
        var error = await Assert.ThrowsAsync<AcrImportException>(() => ResolveAsync(source, registry));

        Assert.Equal(AcrErrorKind.AmbiguousSource, error.Kind);
    }

    [Theory]
    [InlineData(AcrErrorKind.RegistryNotFound)]
    [InlineData(AcrErrorKind.RegistryNotAuthorized)]
    public async Task A_resource_ID_that_cannot_be_looked_at_is_left_to_the_service(AcrErrorKind kind)
    {
        using var backend = new FakeBackend { Find = _ => throw Samples.Error(kind) };

        var resolved = await ResolveAsync("app:1", Id, backend: backend);

        Assert.Equal((Id, null), (resolved.ResourceId!.ToString(), resolved.Host));
    }

    [Fact]
    public async Task A_name_that_is_not_found_is_told()
    {
        using var backend = new FakeBackend { Find = _ => throw Samples.Error(AcrErrorKind.RegistryNotFound, "None.") };

        var error = await Assert.ThrowsAsync<AcrImportException>(() => ResolveAsync("app:1", "sources", backend: backend));

        Assert.Equal("The source registry sources was not found: None.", error.Message);
    }

    [Theory]
    [InlineData("sources.azurecr.io/app:1")]
    [InlineData("sources.westus.geo.azurecr.io/app:1")]
    public async Task The_host_of_an_Azure_registry_is_looked_up(string source)
    {
        using var backend = new FakeBackend { Find = _ => Registry };

        var resolved = await ResolveAsync(source, backend: backend);

        Assert.Equal((Id, "sources.azurecr.io"), (resolved.ResourceId!.ToString(), resolved.Host!.ToString()));
        Assert.Equal("Find " + source.Split('/')[0], Assert.Single(backend.Calls));
    }

    [Fact]
    public async Task The_host_of_somebody_elses_Azure_registry_is_anonymous_with_a_warning()
    {
        using var backend = new FakeBackend { Find = _ => throw Samples.Error(AcrErrorKind.RegistryNotFound) };

        var resolved = await ResolveAsync("strangers.azurecr.io/app:1", backend: backend);

        Assert.Equal((null, "strangers.azurecr.io"), (resolved.ResourceId, resolved.Host!.ToString()));
        Assert.Contains("is imported without any credential", Assert.Single(_log.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mcr.microsoft.com/app:1")]
    [InlineData("sources.azurecr.io.evil.com/app:1")]
    [InlineData("evil-azurecr.io/app:1")]
    [InlineData("sourcesazurecr.io/app:1")]
    [InlineData("x.sources.azurecr.io/app:1")]
    [InlineData("sources.azurecr.io:5000/app:1")]
    [InlineData("sources.azurecr.com/app:1")]
    public async Task A_host_that_only_looks_like_one_of_Azures_is_never_looked_up(string source)
    {
        using var backend = new FakeBackend { Find = _ => throw new InvalidOperationException("looked up") };

        var resolved = await ResolveAsync(source, backend: backend);

        Assert.Equal((null, source.Split('/')[0]), (resolved.ResourceId, resolved.Host!.ToString()));
        Assert.Empty(_log.Warnings);
    }

    [Fact]
    public async Task A_failure_to_look_is_not_taken_for_nothing_found()
    {
        using var backend = new FakeBackend { Find = _ => throw Samples.Error(AcrErrorKind.EndpointUnreachable) };

        Assert.Equal(AcrErrorKind.EndpointUnreachable, (await Assert.ThrowsAsync<AcrImportException>(() => ResolveAsync("sources.azurecr.io/app:1", backend: backend))).Kind);
    }

    private static RegistryResource Registry { get; } = new() { Id = RegistryResourceId.Parse(Id), LoginServer = RegistryHost.Parse("sources.azurecr.io") };

    private async Task<ResolvedSource> ResolveAsync(string source, string? registry = null, FakeBackend? backend = null)
    {
        using var standard = new FakeBackend { Find = _ => Registry };
        var order = ImportOrder.Create(new ImportOptions { Registry = "myRegistry", Source = source, SourceRegistry = registry });
        return await new SourceResolver(backend ?? standard).ResolveAsync(order, _log, Stop);
    }
}
