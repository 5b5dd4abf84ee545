using System.Net;
using AcrImport.Emulator.Faults;
using AcrImport.Emulator.Tests.Support;

namespace AcrImport.Emulator.Tests.Faults;

public sealed class ImportFaultTests : IAsyncLifetime
{
    private EmulatorServer _emulator = null!;
    private EmulatorUser _user = null!;

    public async ValueTask InitializeAsync()
    {
        _emulator = await EmulatorServer.StartAsync();
        _user = new EmulatorUser(_emulator);
    }

    public async ValueTask DisposeAsync()
    {
        _user.Dispose();
        await _emulator.DisposeAsync();
    }

    private Emulator.Storage.RegistryStore Store => _emulator.Registry("myregistry").Store;

    [Fact]
    public async Task An_import_hangs_and_others_do_not()
    {
        _emulator.Faults.Add(new Fault(FaultKind.Hang) { Image = "slow:*" });
        using var hanging = await _user.PostImportAsync(EmulatorUser.ImportOf("docker.io", "library/hello-world", "slow:v1"));

        using var other = await _user.ImportAsync(EmulatorUser.ImportOf("docker.io", "library/hello-world", "fast:v1"));

        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        using var still = await _user.GetArmAsync(hanging.Headers.Location!.AbsoluteUri);
        Assert.Equal(HttpStatusCode.Accepted, still.StatusCode);
        Assert.Null(Store.FindRepository("slow"));
    }

    [Fact]
    public async Task An_import_that_fails_late_leaves_nothing()
    {
        _emulator.Faults.Add(new Fault(FaultKind.FailLate) { Path = "*/registries/myregistry/importImage", Count = 1 });

        using var failed = await _user.ImportAsync(EmulatorUser.ImportOf("docker.io", "library/hello-world", "hello:v1"));
        using var again = await _user.ImportAsync(EmulatorUser.ImportOf("docker.io", "library/hello-world", "hello:v1"));

        Assert.EndsWith("Error copying blobs", await EmulatorUser.ArmErrorAsync(failed, HttpStatusCode.BadRequest, "InvalidParameters"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
    }

    [Fact]
    public async Task An_operation_that_vanished_is_not_found_and_has_done_its_work()
    {
        _emulator.Faults.Add(new Fault(FaultKind.Vanish) { Image = "library/hello-world" });

        using var unknown = await _user.ImportAsync(EmulatorUser.ImportOf("docker.io", "library/hello-world", "hello:v1"));

        await EmulatorUser.ArmErrorAsync(unknown, HttpStatusCode.NotFound, "ResourceNotFound");
        for (var tries = 0; tries < 200 && Store.FindTag("hello", "v1") is null; tries++)
        {
            await Task.Delay(20);
        }

        Assert.NotNull(Store.FindTag("hello", "v1"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_source_tag_that_moves_leaves_a_tag_without_a_manifest_unless_the_import_named_a_digest(bool byDigest)
    {
        _emulator.Faults.Add(new Fault(FaultKind.SourceTagMoves));
        var hub = _emulator.DockerHub.Store;
        var before = hub.FindTag("library/hello-world", "latest")!.Digest;

        using var done = await _user.ImportAsync(EmulatorUser.ImportOf("docker.io", byDigest ? $"library/hello-world@{before}" : "library/hello-world", "hello:v1"));

        Assert.Equal("""{"status":"Succeeded"}""", await done.Content.ReadAsStringAsync());
        var source = hub.FindTag("library/hello-world", "latest")!.Digest;
        var target = Store.FindTag("hello", "v1")!.Digest;
        Assert.Equal(!byDigest, !before.Equals(source));
        Assert.Equal(source, target);
        using var pulled = await _user.RegistryAsync(_emulator.Registry("myregistry"), "/v2/hello/manifests/v1");
        Assert.Equal(byDigest ? HttpStatusCode.OK : HttpStatusCode.NotFound, pulled.StatusCode);
        Assert.Equal(4, Store.ListManifests("hello").Count);
    }

    [Theory]
    [InlineData("NoForce", HttpStatusCode.Conflict)]
    [InlineData("Force", HttpStatusCode.OK)]
    public async Task Somebody_else_sets_the_tag_while_the_import_runs(string mode, HttpStatusCode expected)
    {
        _emulator.Faults.Add(new Fault(FaultKind.TargetTagTaken));

        using var response = await _user.ImportAsync(EmulatorUser.ImportOf("docker.io", "library/hello-world", "hello:v1", mode));

        Assert.Equal(expected, response.StatusCode);
        var imported = _emulator.DockerHub.Store.FindTag("library/hello-world", "latest")!.Digest;
        Assert.Equal(expected == HttpStatusCode.OK, imported.Equals(Store.FindTag("hello", "v1")!.Digest));
    }

    [Fact]
    public async Task Somebody_else_moves_the_tag_after_the_import()
    {
        _emulator.Faults.Add(new Fault(FaultKind.TargetTagMoves));

        using var done = await _user.ImportAsync(EmulatorUser.ImportOf("docker.io", "library/hello-world", "hello:v1"));

        Assert.Equal(HttpStatusCode.OK, done.StatusCode);
        var tag = Store.FindTag("hello", "v1")!.Digest;
        Assert.NotEqual(_emulator.DockerHub.Store.FindTag("library/hello-world", "latest")!.Digest, tag);
        Assert.NotNull(Store.FindManifest("hello", tag));
    }
}
