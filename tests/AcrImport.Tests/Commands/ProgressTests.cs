using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Runspaces;
using AcrImport.Commands;
using AcrImport.Session;
using AcrImport.Tests.Support;

namespace AcrImport.Tests.Commands;

public sealed class ProgressTests
{
    [Fact]
    public void Progress_tells_what_is_known_and_ends()
    {
        using var backend = Backend();
        using var shell = FakeDoor.Open(backend);

        var records = Progress(shell.Runspace);

        var parents = records.Where(record => record.ParentActivityId < 0).ToList();
        Assert.All(parents, record => Assert.Equal("Importing images", record.Activity));
        Assert.Equal("0 done, 1 started", parents[0].StatusDescription);
        Assert.Contains(parents, record => record.StatusDescription == "2 of 2 done" && record.PercentComplete == 100);
        Assert.Equal(ProgressRecordType.Completed, parents[^1].RecordType);

        var children = records.Where(record => record.ParentActivityId >= 0).ToList();
        Assert.Contains(children, record => record.Activity == "docker.io/library/nginx:latest" && record.StatusDescription == "Copying, 1 of 4 manifests");
        Assert.All(children, record => Assert.Equal(-1, record.PercentComplete));
        Assert.Equal(2, children.Count(record => record.RecordType == ProgressRecordType.Completed));
    }

    [Fact]
    public void A_host_without_a_screen_gets_the_same_as_verbose_lines_and_no_progress()
    {
        using var backend = Backend();
        var state = InitialSessionState.CreateDefault2();
        state.Commands.Add(new SessionStateCmdletEntry("Import-AcrImage", typeof(ImportAcrImageCommand), null));
        state.Commands.Add(new SessionStateCmdletEntry("Connect-AcrAccount", typeof(ConnectAcrAccountCommand), null));
        using var runspace = RunspaceFactory.CreateRunspace(new ScreenlessHost(), state);
        runspace.Open();
        RunspaceMemory.Of(runspace).UseDoor(() => new FakeDoor(backend));
        using (var connect = PowerShell.Create(runspace))
        {
            connect.AddCommand("Connect-AcrAccount").AddParameter("AccessToken", FakeDoor.Secret("a-token")).Invoke();
        }

        using var engine = PowerShell.Create(runspace);
        engine.AddScript("Import-AcrImage myRegistry nginx, redis -NoPin -Verbose").Invoke();

        Assert.Empty(engine.Streams.Progress);
        Assert.Contains(engine.Streams.Verbose, record => record.Message == "docker.io/library/nginx:latest: Copying, 1 of 4 manifests.");
        Assert.Contains(engine.Streams.Verbose, record => record.Message == "docker.io/library/redis:latest: Done.");
    }

    private static List<ProgressRecord> Progress(Runspace runspace)
    {
        using var engine = PowerShell.Create(runspace);
        engine.AddScript("Import-AcrImage myRegistry nginx, redis -NoPin -ThrottleLimit 1").Invoke();
        Assert.Empty(engine.Streams.Error);
        return [.. engine.Streams.Progress];
    }

    private static FakeBackend Backend()
    {
        FakeBackend backend = null!;
        var status = new Uri("https://management.example/operation");
        backend = new FakeBackend
        {
            Resolve = (_, image) => backend.Requests.Any(request => request.Targets.Contains(image)) ? Samples.Digest : null,
            Start = _ => OperationState.Running(status, TimeSpan.Zero, detail: "1 of 4 manifests"),
        };
        return backend;
    }

    /// <summary>A host as Azure Automation has it.</summary>
    private sealed class ScreenlessHost : PSHost
    {
        public override CultureInfo CurrentCulture => CultureInfo.InvariantCulture;

        public override CultureInfo CurrentUICulture => CultureInfo.InvariantCulture;

        public override Guid InstanceId { get; } = Guid.NewGuid();

        public override string Name => "Screenless";

        public override PSHostUserInterface? UI => null;

        public override Version Version { get; } = new(1, 0);

        public override void EnterNestedPrompt() => throw new NotSupportedException();

        public override void ExitNestedPrompt() => throw new NotSupportedException();

        public override void NotifyBeginApplication()
        {
        }

        public override void NotifyEndApplication()
        {
        }

        public override void SetShouldExit(int exitCode)
        {
        }
    }
}
