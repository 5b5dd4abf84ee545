using System.Management.Automation;

namespace AcrImport.Commands;

/// <summary>
/// <para>Imports images into an Azure container registry by the registry's own server-side import, several at a time.</para>
/// <para>Writes one <see cref="ImportResult"/> an image, as each is settled. An image that fails gives a result with status Failed
/// and a non-terminating error whose id is one of <see cref="AcrErrorKind"/>; the others go on.</para>
/// </summary>
[Cmdlet(VerbsData.Import, "AcrImage", SupportsShouldProcess = true)]
[OutputType(typeof(ImportResult))]
public sealed class ImportAcrImageCommand : AcrCmdlet
{
    private readonly List<Task> _running = [];
    private ImportEngine? _engine;
    private ImportSlots? _slots;

    /// <summary>The registry to import into: its name, login server or resource ID.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string Registry { get; set; } = null!;

    /// <summary>The images to import, as docker writes them: <c>nginx</c>, <c>mcr.microsoft.com/dotnet/sdk:10.0</c>, <c>host/repository@sha256:…</c>.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string[] Source { get; set; } = null!;

    /// <summary>
    /// The names that the image gets, <c>repository[:tag]</c>, also several in one text with commas.
    /// Without it: the source's own repository and tag. Without a tag: the source's tag, or <c>latest</c>.
    /// </summary>
    [Parameter(Position = 2, ValueFromPipelineByPropertyName = true)]
    [Alias("Image", "TargetTag")]
    [AllowEmptyCollection]
    [AllowEmptyString]
    public string[]? Target { get; set; }

    /// <summary>User name and password for the source registry, where it does not give the image to everybody.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public PSCredential? SourceCredential { get; set; }

    /// <summary>Moves a target tag that exists. Without it such an import fails before anything is copied.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>How many imports run at once, 1 to 256; 8 by default.</summary>
    [Parameter]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; } = 8;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _engine = new ImportEngine(RequireBackend(), ImportClock.System);
        _slots = new ImportSlots(ThrottleLimit);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var source in Source)
        {
            if (Order(source) is { } order && ShouldProcess($"{string.Join(", ", order.Targets)} in the registry {order.Registry}", $"Import {order.Source}"))
            {
                Start(order);
            }
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => Wait(Task.WhenAll(_running));

    private ImportOrder? Order(string source)
    {
        var targets = (Target ?? []).SelectMany(text => text.Split(',')).Select(text => text.Trim()).Where(text => text.Length > 0).ToArray();
        try
        {
            return Source.Length == 1 || targets.Length == 0
                ? ImportOrder.Create(Registry, source, targets, Force ? ImportMode.Force : ImportMode.NoForce, Credential())
                : throw new AcrImportException(AcrErrorKind.InvalidRequest, $"'{source}' is one of {Source.Length} sources, which cannot all get the target '{string.Join(", ", targets)}'.");
        }
        catch (AcrImportException failure)
        {
            Write(ImportOutcome.Refused(Registry, source, string.Join(", ", targets), failure));
            return null;
        }
    }

    private SourceCredential? Credential() =>
        SourceCredential is null || SourceCredential == PSCredential.Empty ? null : new SourceCredential(SourceCredential.UserName, SourceCredential.Password);

    private void Start(ImportOrder order)
    {
        Wait(_slots!.TakeAsync(Stop));
        _running.RemoveAll(task => task.IsCompleted);
        _running.Add(Task.Run(() => RunAsync(order), CancellationToken.None));
    }

    private async Task RunAsync(ImportOrder order)
    {
        try
        {
            var outcome = await _engine!.RunAsync(order, Log, Stop).ConfigureAwait(false);
            Pump.Post(() => Write(outcome));
        }
        finally
        {
            _slots!.Release();
        }
    }

    // The result first: an error may end the pipeline.
    private void Write(ImportOutcome outcome)
    {
        WriteObject(outcome.Result);
        if (outcome.Error is { } error)
        {
            WriteFailure(error, outcome.Result.Source);
        }
    }
}
