using System.Management.Automation;
using System.Security;

namespace AcrImport.Commands;

/// <summary>The words in which a user names an import: shared by every command that takes one.</summary>
public abstract class ImageImportCmdlet : AcrCmdlet
{
    /// <summary>The registry to import into: its name, login server or resource ID.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("RegistryName", "Name")]
    [ValidateNotNullOrEmpty]
    public string Registry { get; set; } = null!;

    /// <summary>
    /// The images to import, as docker writes them: <c>nginx</c>, <c>mcr.microsoft.com/dotnet/sdk:10.0</c>, <c>host/repository@sha256:…</c>,
    /// <c>oci://host/chart:1.0</c>; with -SourceRegistry or -SourceRegistryUri without the host.
    /// </summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("SourceImage")]
    [ValidateNotNullOrEmpty]
    public string[] Source { get; set; } = null!;

    /// <summary>
    /// The names that the image gets, <c>repository[:tag]</c>, also several in one text with commas. Without it: the source's own
    /// repository and tag. Without a tag: the source's tag, or <c>latest</c>.
    /// </summary>
    [Parameter(Position = 2, ValueFromPipelineByPropertyName = true)]
    [Alias("Image", "TargetTag")]
    [AllowEmptyCollection]
    [AllowEmptyString]
    public string[]? Target { get; set; }

    /// <summary>Repositories that get the image without a tag.</summary>
    [Parameter]
    [Alias("Repository")]
    public string[]? UntaggedTargetRepository { get; set; }

    /// <summary>The subscription that the registry is in. Without it: the one of the sign-in, and then all that the identity sees.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? SubscriptionId { get; set; }

    /// <summary>The resource group that the registry is in.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? ResourceGroupName { get; set; }

    /// <summary>
    /// The Azure registry of your own that the source is in: its resource ID, name or login server. Azure opens it to your identity,
    /// in any subscription of the tenant, also where its public access is off.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("SourceRegistryResourceId", "SourceResourceId")]
    public string? SourceRegistry { get; set; }

    /// <summary>The host of the registry that the source is in, where it does not stand in -Source itself.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? SourceRegistryUri { get; set; }

    /// <summary>User name and password for the source registry: a person's, a service principal's, a repository token's.</summary>
    [Parameter]
    public PSCredential? SourceCredential { get; set; }

    /// <summary>The user name for the source registry, with -SourcePassword.</summary>
    [Parameter]
    [Alias("Username")]
    public string? SourceUsername { get; set; }

    /// <summary>The password for the source registry, with -SourceUsername.</summary>
    [Parameter]
    [Alias("Password")]
    public SecureString? SourcePassword { get; set; }

    /// <summary>An Entra access token for a source registry of another tenant.</summary>
    [Parameter]
    public SecureString? SourceToken { get; set; }

    /// <summary>What happens where a target tag exists with another digest: Fail (the default), Skip, Update or Overwrite.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public IfExists IfExists { get; set; }

    /// <summary>The same in the service's words: Force is -IfExists Overwrite, NoForce is -IfExists Fail.</summary>
    [Parameter]
    public ImportMode Mode { get; set; }

    /// <summary>The same as -IfExists Overwrite.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Imports by tag and not by digest; for networks where the source cannot be read from here and trying takes time.</summary>
    [Parameter]
    public SwitchParameter NoPin { get; set; }

    /// <summary>Does not read the target, neither to compare nor to verify; for networks where its own API is closed.</summary>
    [Parameter]
    public SwitchParameter NoVerify { get; set; }

    /// <summary>Gets the target names as single texts.</summary>
    private protected string[] Targets =>
        [.. (Target ?? []).SelectMany(text => text.Split(',')).Select(text => text.Trim()).Where(text => text.Length > 0)];

    /// <summary>Checks the words for one source.</summary>
    /// <exception cref="AcrImportException">They are malformed or contradict each other.</exception>
    private protected ImportOrder Order(string source)
    {
        var targets = Targets;
        if (Source.Length > 1 && targets.Length > 0)
        {
            throw Contradiction($"'{source}' is one of {Source.Length} sources, which cannot all get the target '{string.Join(", ", targets)}'.");
        }

        return ImportOrder.Create(new ImportOptions
        {
            Registry = Registry,
            SubscriptionId = Text(SubscriptionId),
            ResourceGroupName = Text(ResourceGroupName),
            Source = source,
            SourceRegistry = Text(SourceRegistry),
            SourceRegistryUri = Text(SourceRegistryUri),
            Credential = ImportCredential(),
            Targets = targets,
            UntaggedTargets = UntaggedTargetRepository ?? [],
            IfExists = ExistingTags(),
            Pin = !NoPin,
            Verify = !NoVerify,
        });
    }

    // A column of a CSV that is empty in a row is not given in that row.
    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private static AcrImportException Contradiction(string message) => new(AcrErrorKind.InvalidRequest, message);

    private SourceCredential? ImportCredential()
    {
        var pair = SourceUsername is not null || SourcePassword is not null;
        if ((SourceCredential is null ? 0 : 1) + (pair ? 1 : 0) + (SourceToken is null ? 0 : 1) > 1)
        {
            throw Contradiction("Only one of -SourceCredential, -SourceUsername with -SourcePassword, and -SourceToken can be shown to the source registry.");
        }

        if (pair)
        {
            return SourceUsername is null
                ? throw Contradiction("-SourcePassword needs -SourceUsername; an access token without a user name goes into -SourceToken.")
                : new SourceCredential(SourceUsername, SourcePassword ?? throw Contradiction("-SourceUsername needs -SourcePassword."));
        }

        return SourceToken is not null ? new SourceCredential(null, SourceToken)
            : SourceCredential is not null ? new SourceCredential(SourceCredential.UserName, SourceCredential.Password)
            : null;
    }

    private IfExists ExistingTags()
    {
        var named = MyInvocation.BoundParameters.ContainsKey(nameof(IfExists)) ? IfExists : (IfExists?)null;
        var mode = MyInvocation.BoundParameters.ContainsKey(nameof(Mode)) ? Mode : (ImportMode?)null;
        var force = Force || mode == ImportMode.Force;
        if ((Force && mode == ImportMode.NoForce)
            || (force && named is not (null or IfExists.Overwrite))
            || (mode == ImportMode.NoForce && named is IfExists.Update or IfExists.Overwrite))
        {
            throw Contradiction("-Force, -Mode and -IfExists say different things about tags that exist.");
        }

        return force ? IfExists.Overwrite : named ?? IfExists.Fail;
    }
}
