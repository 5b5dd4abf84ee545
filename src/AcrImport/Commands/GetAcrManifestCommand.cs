using System.Management.Automation;

namespace AcrImport.Commands;

/// <summary>
/// <para>Reads manifests of a registry: one by tag or digest, or all of a repository. Takes the results of imports.</para>
/// <para>Errors: InvalidReference, RegistryNotFound, ImageNotFound, RegistryNotAuthorized, EndpointUnreachable, ServiceError.</para>
/// </summary>
[Cmdlet(VerbsCommon.Get, "AcrManifest")]
[OutputType(typeof(ImageManifest))]
public sealed class GetAcrManifestCommand : AcrCmdlet
{
    private IRegistryBackend _backend = null!;

    /// <summary>The registry: its name, login server or resource ID.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true, ParameterSetName = ParameterSets.Name)]
    [ValidateNotNullOrEmpty]
    public string Registry { get; set; } = null!;

    /// <summary>The repository, without host and tag.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true, ParameterSetName = ParameterSets.Name)]
    [ValidateNotNullOrEmpty]
    public string Repository { get; set; } = null!;

    /// <summary>The tag whose manifest is read. Without tag and digest: all manifests of the repository.</summary>
    [Parameter(Position = 2, ValueFromPipelineByPropertyName = true, ParameterSetName = ParameterSets.Name)]
    public string? Tag { get; set; }

    /// <summary>The digest of the manifest that is read, <c>sha256:…</c>.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = ParameterSets.Name)]
    public string? Digest { get; set; }

    /// <summary>A result of Import-AcrImage. One whose import is not done is passed over.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ParameterSets.Result)]
    [ValidateNotNull]
    public ImportResult InputObject { get; set; } = null!;

    /// <inheritdoc/>
    protected override void BeginProcessing() => _backend = RequireBackend();

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == ParameterSets.Name)
        {
            Read(Registry, Text(Repository, Tag, Digest), all: string.IsNullOrEmpty(Tag) && string.IsNullOrEmpty(Digest));
        }
        else if (InputObject.Status is ImportStatus.Imported or ImportStatus.Unchanged)
        {
            foreach (var target in InputObject.Target.Split(',').Select(text => text.Trim()))
            {
                Read(InputObject.Registry, target, all: false);
            }
        }
        else
        {
            WriteVerbose($"{InputObject} is passed over, since its target may hold something else.");
        }
    }

    private static string Text(string repository, string? tag, string? digest) =>
        repository + (string.IsNullOrEmpty(tag) ? null : ":" + tag) + (string.IsNullOrEmpty(digest) ? null : "@" + digest);

    private void Read(string registry, string image, bool all)
    {
        try
        {
            var selector = RegistrySelector.Parse(registry);
            var name = ImageName.Parse(image);
            var host = Wait(() => _backend.FindRegistryAsync(selector, Log, Stop)).LoginServer;
            if (all)
            {
                List(host, name.Repository);
            }
            else
            {
                WriteObject(Wait(() => _backend.GetManifestAsync(host, name, Log, Stop)));
            }
        }
        catch (ReferenceFormatException malformed)
        {
            WriteFailure(new AcrImportException(AcrErrorKind.InvalidReference, malformed.Message, malformed), image);
        }
        catch (AcrImportException failure)
        {
            WriteFailure(failure, $"{registry}/{image}");
        }
    }

    // The listing says nothing of an index but that it is one.
    private ImageManifest WithPlatforms(RegistryHost host, ImageManifest index)
    {
        var name = ImageName.Parse($"{index.Repository}@{index.Digest}");
        return index.WithPlatforms(Wait(() => _backend.GetManifestAsync(host, name, Log, Stop)).Platforms);
    }

    private void List(RegistryHost host, string repository)
    {
        string? continuation = null;
        do
        {
            var asked = continuation;
            var page = Wait(() => _backend.ListManifestsAsync(host, repository, asked, Log, Stop));
            foreach (var manifest in page.Manifests)
            {
                WriteObject(manifest.Kind == ManifestKind.Index ? WithPlatforms(host, manifest) : manifest);
            }

            continuation = page.Continuation;
        }
        while (continuation is not null);
    }
}
