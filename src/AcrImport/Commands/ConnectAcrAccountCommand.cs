using System.Management.Automation;
using System.Security;
using AcrImport.Session;

namespace AcrImport.Commands;

/// <summary>
/// <para>Signs this session in, with an access token or to an emulator. Nothing is kept on disk, and no other session sees it.</para>
/// <para>Errors: InvalidConnectionFile, InvalidRequest, CredentialRejected, EndpointUnreachable.</para>
/// </summary>
[Cmdlet(VerbsCommunications.Connect, "AcrAccount", DefaultParameterSetName = ParameterSets.AccessToken)]
[OutputType(typeof(AcrContext))]
public sealed class ConnectAcrAccountCommand : AcrCmdlet
{
    /// <summary>The connection file that a running emulator has written; the emulator prints its path.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ParameterSets.Emulator)]
    [ValidateNotNullOrEmpty]
    public string Emulator { get; set; } = null!;

    /// <summary>A token for Azure Resource Manager, as <c>Get-AzAccessToken -AsSecureString</c> gives it.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ParameterSets.AccessToken)]
    [ValidateNotNull]
    public SecureString AccessToken { get; set; } = null!;

    /// <summary>The https endpoint of Azure Resource Manager, or of a stand-in whose certificate this machine trusts.</summary>
    [Parameter(ParameterSetName = ParameterSets.AccessToken)]
    [ValidateNotNull]
    public Uri ArmEndpoint { get; set; } = new("https://management.azure.com/");

    /// <summary>The subscription in which registry names are looked up. Without it: all that the identity sees.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? SubscriptionId { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var state = RunspaceMemory.Current;
        AcrSession? session = null;
        try
        {
            session = state.Open(Options());
            Wait(() => SignInAsync(session.Backend));
            state.Keep(session);
            WriteObject(session.Context);
        }
        catch (AcrImportException failure)
        {
            session?.Dispose();
            throw Terminating(failure, Emulator ?? (object)ArmEndpoint);
        }
    }

    private ConnectionOptions Options()
    {
        if (ParameterSetName == ParameterSets.Emulator)
        {
            return EmulatorConnection.Read(GetUnresolvedProviderPathFromPSPath(Emulator), SubscriptionId);
        }

        if (!ArmEndpoint.IsAbsoluteUri || ArmEndpoint.Scheme != Uri.UriSchemeHttps)
        {
            throw new AcrImportException(AcrErrorKind.InvalidRequest, $"The endpoint '{ArmEndpoint}' is not an https address; a token is sent over https only.");
        }

        return new ConnectionOptions
        {
            ArmEndpoint = ArmEndpoint,
            SignIn = SignInKind.AccessToken,
            SubscriptionId = SubscriptionId,
            Secret = AccessToken.Copy(),
        };
    }

    private async Task<bool> SignInAsync(IRegistryBackend backend)
    {
        await backend.SignInAsync(Log, Stop).ConfigureAwait(false);
        return true;
    }
}
