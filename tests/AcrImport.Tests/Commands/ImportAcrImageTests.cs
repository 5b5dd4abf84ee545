using System.Management.Automation;
using AcrImport.Emulator;
using AcrImport.Tests.Support;

namespace AcrImport.Tests.Commands;

/// <summary>What a user types, against the emulator.</summary>
public sealed class ImportAcrImageTests : IAsyncLifetime
{
    private EmulatorServer _emulator = null!;
    private Shell _shell = null!;

    public async ValueTask InitializeAsync()
    {
        _emulator = await EmulatorServer.StartAsync();
        _shell = Shell.SignedIn(_emulator);
    }

    public async ValueTask DisposeAsync()
    {
        _shell.Dispose();
        await _emulator.DisposeAsync();
    }

    [Fact]
    public async Task A_result_says_all_there_is_to_say()
    {
        var digest = await _emulator.AddSampleImageAsync("library/nginx:1.27");

        var result = Assert.Single(_shell.Run("Import-AcrImage myregistry docker.io/library/nginx:1.27").Of<ImportResult>());

        Assert.Equal(_emulator.Registries[0].LoginServer.ToString(), result.Registry);
        Assert.Equal("docker.io/library/nginx:1.27", result.Source);
        Assert.Equal("library/nginx:1.27", result.Target);
        Assert.Equal(digest.ToString(), result.Digest);
        Assert.Equal(ImportStatus.Imported, result.Status);
        Assert.True(result.Duration > TimeSpan.Zero);
        Assert.True(Guid.TryParse(result.OperationId, out _));
        Assert.True(Guid.TryParse(result.CorrelationId, out _));
        Assert.Null(result.ErrorId);
    }

    [Theory]
    [InlineData("'hello-world' | Import-AcrImage myregistry")]
    [InlineData("[pscustomobject]@{ Registry = 'myregistry'; Source = 'hello-world' } | Import-AcrImage")]
    [InlineData("[pscustomobject]@{ Source = 'hello-world'; Image = '' } | Import-AcrImage myregistry")]
    [InlineData("Import-AcrImage -Source hello-world -Registry myregistry")]
    public void A_source_comes_by_value_by_property_name_and_by_name(string line)
    {
        var run = _shell.Run(line);

        Assert.Empty(run.Errors);
        Assert.Equal("hello-world:latest", Assert.Single(run.Of<ImportResult>()).Target);
    }

    [Theory]
    [InlineData("-Target base/hello:1", "base/hello:1")]
    [InlineData("-Image base/hello", "base/hello:latest")]
    [InlineData("-TargetTag a:1, b:2", "a:1, b:2")]
    [InlineData("-Target 'a:1,b:2'", "a:1, b:2")]
    public void Targets_are_named_as_typed_with_the_source_s_tag_where_none_is(string parameters, string expected)
    {
        var run = _shell.Run($"Import-AcrImage myregistry hello-world {parameters}");

        Assert.Empty(run.Errors);
        var result = Assert.Single(run.Of<ImportResult>());
        Assert.Equal(expected, result.Target);
        var tags = _shell.Run("$args[0] | Get-AcrManifest", result).Of<ImageManifest>();
        Assert.Equal(expected.Split(", ").Length, tags.Count);
        Assert.All(tags, manifest => Assert.Equal(result.Digest, manifest.Digest));
    }

    [Fact]
    public void The_registry_may_be_named_by_name_login_server_and_resource_ID() => Assert.All(
        [_emulator.Registries[0].Name, _emulator.Registries[0].LoginServer.ToString(), _emulator.Registries[0].ResourceId.ToString()],
        name =>
        {
            var result = Assert.Single(_shell.Run("Import-AcrImage $args[0] hello-world", name).Of<ImportResult>());
            Assert.Equal(_emulator.Registries[0].LoginServer.ToString(), result.Registry);
            Assert.True(result.Verified);
        });

    [Fact]
    public async Task A_tag_that_exists_is_not_moved_without_Force()
    {
        var other = await _emulator.AddSampleImageAsync("library/other:1");
        _shell.Run("Import-AcrImage myregistry hello-world -Target app:1");

        var refused = _shell.Run("Import-AcrImage myregistry other:1 -Target app:1");

        var error = refused.SingleError();
        Assert.Equal("TargetTagExists,AcrImport.Commands.ImportAcrImageCommand", error.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.ResourceExists, error.CategoryInfo.Category);
        Assert.Contains("app:1", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Equal(ImportStatus.Failed, Assert.Single(refused.Of<ImportResult>()).Status);
        Assert.Equal(other.ToString(), Assert.Single(_shell.Run("Import-AcrImage myregistry other:1 -Target app:1 -Force").Of<ImportResult>()).Digest);
    }

    [Theory]
    [InlineData("Skip", ImportStatus.Unchanged, false)]
    [InlineData("Update", ImportStatus.Imported, true)]
    [InlineData("Overwrite", ImportStatus.Imported, true)]
    public async Task A_tag_that_exists_stays_or_moves_as_IfExists_says(string ifExists, ImportStatus status, bool isMoved)
    {
        var other = await _emulator.AddSampleImageAsync("library/other:1");
        var before = Assert.Single(_shell.Run("Import-AcrImage myregistry hello-world -Target app:1").Of<ImportResult>()).Digest;

        var run = _shell.Run("Import-AcrImage myregistry other:1 -Target app:1 -IfExists " + ifExists);

        Assert.Empty(run.Errors);
        var result = Assert.Single(run.Of<ImportResult>());
        Assert.Equal((status, isMoved ? other.ToString() : before), (result.Status, result.Digest));
        Assert.Equal(result.Digest, Assert.Single(_shell.Run("Get-AcrManifest myregistry app 1").Of<ImageManifest>()).Digest);
    }

    [Fact]
    public void The_same_image_again_is_unchanged_in_every_mode_and_costs_no_write()
    {
        var first = Assert.Single(_shell.Run("Import-AcrImage myregistry hello-world -Target app:1").Of<ImportResult>());

        foreach (var mode in (string[])["", "-Force", "-IfExists Skip", "-IfExists Update", "-Mode NoForce"])
        {
            var run = _shell.Run("Import-AcrImage myregistry hello-world -Target app:1 " + mode);

            Assert.Empty(run.Errors);
            var again = Assert.Single(run.Of<ImportResult>());
            Assert.Equal((ImportStatus.Unchanged, first.Digest, true), (again.Status, again.Digest, again.Verified));
            Assert.Null(again.OperationId);
        }
    }

    [Fact]
    public void A_registry_of_one_s_own_is_a_source_by_login_server_name_and_resource_ID()
    {
        _shell.Run("Import-AcrImage myregistry hello-world -Target app:1");
        var own = _emulator.Registries[0];
        (string Line, int Warnings)[] lines =
        [
            ($"{own.LoginServer}/app:1 -Target a:1", 0),
            ($"app:1 -SourceRegistry {own.Name} -Target b:1", 0),
            ($"app:1 -SourceRegistry {own.ResourceId} -Target c:1", 0),
            ($"{own.LoginServer}/app:1 -SourceRegistry {own.Name} -Target d:1", 1),
        ];
        foreach (var (line, warnings) in lines)
        {
            var run = _shell.Run("Import-AcrImage myregistry " + line);

            Assert.Empty(run.Errors);
            Assert.Equal(warnings, run.Warnings.Count);
            Assert.True(Assert.Single(run.Of<ImportResult>()).Verified);
        }
    }

    [Fact]
    public void One_bad_image_does_not_stop_the_others()
    {
        var run = _shell.Run("'nosuch', 'hello-world', 'Bad', 'hello-world:nosuch' | Import-AcrImage myregistry");

        Assert.Equal(["Failed", "Failed", "Failed", "Imported"], run.Of<ImportResult>().Select(result => result.Status.ToString()).Order());
        Assert.Equal(["InvalidReference", "SourceNotFound", "SourceUnauthorized"], run.Errors.Select(error => error.FullyQualifiedErrorId.Split(',')[0]).Order());
    }

    [Fact]
    public void ErrorAction_Stop_ends_at_the_first_with_its_result_written()
    {
        var run = _shell.Run("'Bad', 'hello-world' | Import-AcrImage myregistry -ErrorAction Stop");

        Assert.Equal("InvalidReference,AcrImport.Commands.ImportAcrImageCommand", run.Terminating!.FullyQualifiedErrorId);
        Assert.Equal(ImportStatus.Failed, Assert.Single(run.Of<ImportResult>()).Status);
    }

    [Fact]
    public void WhatIf_imports_nothing()
    {
        Assert.Empty(_shell.Run("Import-AcrImage myregistry hello-world -Target planned:1 -WhatIf").Output);

        Assert.Contains("Import docker.io/library/hello-world:latest", _shell.Shown, StringComparison.Ordinal);
        Assert.Equal("ImageNotFound", _shell.Run("Get-AcrManifest myregistry planned 1").SingleError().FullyQualifiedErrorId.Split(',')[0]);
    }

    [Theory]
    [InlineData("Import-AcrImage nosuchregistry hello-world", "RegistryNotFound", "nosuchregistry")]
    [InlineData("Import-AcrImage a hello-world", "InvalidReference", "5 to 50")]
    [InlineData("Import-AcrImage myregistry hello-world:nosuch", "SourceNotFound", "docker.io has no such image")]
    [InlineData("Import-AcrImage myregistry nosuch", "SourceUnauthorized", "docker.io wants credentials for it, or has no such public repository")]
    [InlineData("Import-AcrImage myregistry 'host.example/UPPER'", "InvalidReference", "upper-case letter 'U'")]
    [InlineData("Import-AcrImage myregistry 127.0.0.1:1/some/image", "SourceUnreachable", "127.0.0.1:1")]
    [InlineData("Import-AcrImage myregistry hello-world, hello-world -Target x", "InvalidRequest", "2 sources")]
    public void A_failure_has_its_id_and_says_what_it_is_about(string line, string id, string words)
    {
        var run = _shell.Run(line);

        Assert.All(run.Errors, error =>
        {
            Assert.Equal(id + ",AcrImport.Commands.ImportAcrImageCommand", error.FullyQualifiedErrorId);
            Assert.Contains(words, error.ErrorDetails.Message, StringComparison.Ordinal);
            Assert.NotEmpty(error.ErrorDetails.RecommendedAction);
            Assert.NotNull(error.TargetObject);
        });
        Assert.NotEmpty(run.Errors);
        Assert.All(run.Of<ImportResult>(), result => Assert.Equal((ImportStatus.Failed, id), (result.Status, result.ErrorId)));
    }

    [Fact]
    public async Task An_emulator_that_has_stopped_is_told_as_unreachable()
    {
        await _emulator.DisposeAsync();

        var error = _shell.Run("Import-AcrImage myregistry hello-world").SingleError();

        Assert.Equal("EndpointUnreachable", error.FullyQualifiedErrorId.Split(',')[0]);
        Assert.Contains("docker.io/library/hello-world:latest", error.ErrorDetails.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failed_results_can_be_piped_back_to_try_again()
    {
        var failed = Assert.Single(_shell.Run("Import-AcrImage myregistry hello-world:2 -ErrorAction SilentlyContinue -Target app:9").Of<ImportResult>());
        await _emulator.AddSampleImageAsync("library/hello-world:2");

        var again = Assert.Single(_shell.Run("$args[0] | Import-AcrImage", failed).Of<ImportResult>());

        Assert.Equal((ImportStatus.Imported, "app:9"), (again.Status, again.Target));
    }
}
