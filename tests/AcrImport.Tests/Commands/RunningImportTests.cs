using System.Management.Automation;
using AcrImport.Emulator;
using AcrImport.Session;
using AcrImport.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace AcrImport.Tests.Commands;

/// <summary>Imports that outlive the command that started them.</summary>
public sealed class RunningImportTests : IAsyncLifetime
{
    private static readonly TimeSpan Delay = TimeSpan.FromMinutes(10);

    // The service's time stands still until a test lets it pass, so an import runs as long as the test needs it to.
    private readonly FakeTimeProvider _serviceTime = new(DateTimeOffset.UtcNow);
    private EmulatorServer _emulator = null!;
    private Shell _shell = null!;

    public async ValueTask InitializeAsync()
    {
        _emulator = await EmulatorServer.StartAsync(new EmulatorOptions { ImportDelay = Delay, TimeProvider = _serviceTime });
        _shell = Shell.SignedIn(_emulator);
    }

    public async ValueTask DisposeAsync()
    {
        _shell.Dispose();
        await _emulator.DisposeAsync();
    }

    [Fact]
    public void NoWait_returns_a_handle_that_Wait_takes()
    {
        var operation = Assert.Single(_shell.Run("Import-AcrImage myregistry hello-world -NoWait").Of<AcrImportOperation>());

        Assert.Equal(ImportStatus.Running, Assert.Single(_shell.Run("$args[0] | Get-AcrImport", operation).Of<ImportResult>()).Status);
        _serviceTime.Advance(Delay);
        var result = Assert.Single(_shell.Run("$args[0] | Wait-AcrImport", operation).Of<ImportResult>());
        Assert.Equal((ImportStatus.Imported, operation.OperationId), (result.Status, result.OperationId));
        Assert.NotNull(result.Digest);
        Assert.Empty(_shell.Run("Get-AcrImport").Output);
    }

    [Theory]
    [InlineData("[System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($args[0]))")]
    [InlineData("$bag = [pscustomobject]@{}; foreach ($property in $args[0].PSObject.Properties) { $bag.PSObject.Properties.Add([psnoteproperty]::new($property.Name, \"$($property.Value)\")) }; $bag")]
    public void A_handle_lives_on_in_another_session(string roundTrip)
    {
        var operation = Assert.Single(_shell.Run("Import-AcrImage myregistry hello-world -NoWait").Of<AcrImportOperation>());
        using var other = Shell.SignedIn(_emulator);
        _serviceTime.Advance(Delay);

        var run = other.Run($"{roundTrip} | Wait-AcrImport", operation);

        Assert.Empty(run.Errors);
        Assert.Equal(ImportStatus.Imported, Assert.Single(run.Of<ImportResult>()).Status);
    }

    [Fact]
    public void Past_its_time_an_import_is_Running_with_a_handle_to_go_on()
    {
        var run = _shell.Run("Import-AcrImage myregistry hello-world -TimeoutSec 1");

        Assert.Equal("ImportTimedOut", run.SingleError().FullyQualifiedErrorId.Split(',')[0]);
        var result = Assert.Single(run.Of<ImportResult>());
        Assert.Equal((ImportStatus.Running, result.OperationId), (result.Status, result.Operation!.OperationId));
        _serviceTime.Advance(Delay);
        Assert.Equal(ImportStatus.Imported, Assert.Single(_shell.Run("$args[0] | Wait-AcrImport", result).Of<ImportResult>()).Status);
    }

    [Fact]
    public void The_status_URL_is_shown_nowhere()
    {
        var started = _shell.Run("$VerbosePreference = 'Continue'; Import-AcrImage myregistry hello-world -NoWait | ForEach-Object { $_ | Out-Host; \"$_\"; $_ | Get-AcrImport | Out-Host }");
        _serviceTime.Advance(Delay);
        var ended = _shell.Run("$VerbosePreference = 'Continue'; Get-AcrImport | Out-Host");

        var shown = _shell.Shown + string.Join("\n", [.. started.Verbose, .. ended.Verbose, .. started.Of<string>()]);
        Assert.Contains("hello-world:latest", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("operationResults", shown, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("&s=", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void A_handle_that_the_service_does_not_know_is_Unknown_and_no_success()
    {
        var operation = Assert.Single(_shell.Run("Import-AcrImage myregistry hello-world -NoWait").Of<AcrImportOperation>());
        var tampered = new AcrImportOperation
        {
            Registry = operation.Registry,
            Source = operation.Source,
            SourceRegistry = operation.SourceRegistry,
            Target = operation.Target,
            OperationId = operation.OperationId,
            StatusUrl = operation.StatusUrl.Replace("&s=", "&s=x", StringComparison.Ordinal),
        };

        var run = _shell.Run("$args[0] | Wait-AcrImport", tampered);

        Assert.Equal("ImportOutcomeUnknown", run.SingleError().FullyQualifiedErrorId.Split(',')[0]);
        Assert.Equal(ImportStatus.Unknown, Assert.Single(run.Of<ImportResult>()).Status);
    }

    [Fact]
    public void A_handle_s_token_goes_to_Azure_Resource_Manager_only()
    {
        var run = _shell.Run("$args[0] | Wait-AcrImport", new AcrImportOperation { Registry = "127.0.0.1:1", Source = "docker.io/library/x:1", Target = "x:1", StatusUrl = "https://evil.example/steal" });

        Assert.Contains("another host (https://evil.example)", run.SingleError().ErrorDetails.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pipeline_that_is_left_early_starts_nothing_more_and_names_what_runs()
    {
        using var asked = new ManualResetEventSlim();
        using var backend = new FakeBackend
        {
            Resolve = (_, _) => null,
            Start = _ => OperationState.Running(new Uri("https://management.example/operation"), TimeSpan.Zero),
            Poll = running =>
            {
                asked.Set();
                return running;
            },
        };
        using var shell = FakeDoor.Open(backend);

        // The second comes when the first is running; it is refused, its result ends the pipeline, and the third never starts.
        var run = shell.Run("& { 'nginx'; $args[0].Wait(); 'Bad'; 'redis' } $args[0] | Import-AcrImage myRegistry -NoPin -ErrorAction SilentlyContinue | ForEach-Object { $_; break }", asked);

        Assert.Equal(ImportStatus.Failed, Assert.Single(run.Of<ImportResult>()).Status);
        Assert.Equal("nginx:latest", Assert.Single(backend.Requests).Targets[0].ToString());
        Assert.Single(shell.Shown.Split('\n'), line => line.Contains("nginx:latest", StringComparison.Ordinal));
        Assert.Equal("nginx:latest", Assert.Single(RunspaceMemory.Of(shell.Runspace).Running).Target);
    }

    [Fact]
    public async Task A_stop_ends_the_waiting_at_once_and_names_what_runs()
    {
        using var engine = PowerShell.Create(_shell.Runspace);
        engine.AddScript("$VerbosePreference = 'Continue'; Import-AcrImage myregistry hello-world -Target slow:1");
        var accepted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        engine.Streams.Verbose.DataAdded += (_, added) =>
        {
            if (engine.Streams.Verbose[added.Index].Message.Contains("Copying", StringComparison.Ordinal))
            {
                accepted.TrySetResult();
            }
        };
        var invoked = engine.InvokeAsync();
        await accepted.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        await Task.Run(engine.Stop, TestContext.Current.CancellationToken);

        await Assert.ThrowsAnyAsync<PipelineStoppedException>(() => invoked);
        Assert.Contains("Get-AcrImport shows those that it has accepted", _shell.Shown, StringComparison.Ordinal);
        Assert.Single(_shell.Shown.Split('\n'), line => line.Contains("slow:1", StringComparison.Ordinal));
        Assert.Equal("slow:1", Assert.Single(RunspaceMemory.Of(_shell.Runspace).Running).Target);
    }
}
