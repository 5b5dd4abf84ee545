using System.Net;
using AcrImport.Emulator;
using AcrImport.Session;
using AcrImport.Tests.Support;

namespace AcrImport.Tests.Commands;

public sealed class ConnectAcrAccountTests
{
    [Fact]
    public async Task An_emulator_is_signed_in_to_by_its_connection_file()
    {
        await using var emulator = await EmulatorServer.StartAsync();
        using var shell = new Shell();

        var context = Assert.Single(shell.Run("Connect-AcrAccount -Emulator $args[0]", emulator.ConnectionFile).Of<AcrContext>());

        Assert.True(context.IsEmulator);
        Assert.Equal(emulator.ArmEndpoint, context.ArmEndpoint);
        Assert.Equal(emulator.Connection.SubscriptionId.ToString(), context.SubscriptionId);
    }

    [Fact]
    public void A_token_and_an_endpoint_make_a_session_without_a_request()
    {
        using var shell = new Shell();

        var run = shell.Run(
            "Connect-AcrAccount -ArmEndpoint https://127.0.0.1:1 -AccessToken $args[0] -SubscriptionId 00000000-0000-0000-0000-000000000001",
            new NetworkCredential(string.Empty, "a-token").SecurePassword);

        var context = Assert.Single(run.Of<AcrContext>());
        Assert.Equal((SignInKind.AccessToken, "00000000-0000-0000-0000-000000000001", false), (context.SignIn, context.SubscriptionId, context.IsEmulator));
    }

    [Fact]
    public async Task An_emulator_s_certificate_is_not_trusted_by_a_sign_in_with_a_token()
    {
        await using var emulator = await EmulatorServer.StartAsync();
        using var shell = new Shell();

        var run = shell.Run(
            "Connect-AcrAccount -ArmEndpoint $args[0] -AccessToken $args[1] | Out-Null; Import-AcrImage myregistry hello-world",
            emulator.ArmEndpoint, new NetworkCredential(string.Empty, "a-token").SecurePassword);

        Assert.Equal("EndpointUnreachable", run.SingleError().FullyQualifiedErrorId.Split(',')[0]);
    }

    [Theory]
    [InlineData("Connect-AcrAccount -Emulator /nowhere/connection.json", "InvalidConnectionFile", "does not exist")]
    [InlineData("Connect-AcrAccount -ArmEndpoint http://management.example -AccessToken ([securestring]::new())", "InvalidRequest", "https only")]
    public void What_cannot_work_is_refused(string line, string id, string words)
    {
        using var shell = new Shell();

        var error = shell.Run(line).SingleError();

        Assert.Equal(id + ",AcrImport.Commands.ConnectAcrAccountCommand", error.FullyQualifiedErrorId);
        Assert.Contains(words, error.ErrorDetails.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_secret_is_told_with_Entra_s_own_words()
    {
        await using var emulator = await EmulatorServer.StartAsync();
        using var shell = new Shell();
        var wrong = Path.GetTempFileName();
        var text = await File.ReadAllTextAsync(emulator.ConnectionFile, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(wrong, text.Replace(emulator.Connection.ClientSecret, "wrong-secret", StringComparison.Ordinal), TestContext.Current.CancellationToken);

        var error = shell.Run("Connect-AcrAccount -Emulator $args[0]", wrong).SingleError();

        Assert.Equal("CredentialRejected", error.FullyQualifiedErrorId.Split(',')[0]);
        Assert.Contains("AADSTS7000215", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong-secret", error.ErrorDetails.Message, StringComparison.Ordinal);
        File.Delete(wrong);
    }

    [Fact]
    public async Task Two_runspaces_do_not_see_each_other_s_sign_in()
    {
        await using var emulator = await EmulatorServer.StartAsync();
        using var signedIn = Shell.SignedIn(emulator);
        using var other = new Shell();

        Assert.NotNull(RunspaceMemory.Of(signedIn.Runspace).Session);
        Assert.Equal("NotSignedIn,AcrImport.Commands.ImportAcrImageCommand", other.Run("Import-AcrImage myregistry hello-world").SingleError().FullyQualifiedErrorId);
    }

    [Fact]
    public async Task A_sign_in_that_fails_leaves_the_one_before()
    {
        await using var emulator = await EmulatorServer.StartAsync();
        using var shell = Shell.SignedIn(emulator);

        shell.Run("Connect-AcrAccount -Emulator /nowhere/connection.json");

        Assert.Empty(shell.Run("Import-AcrImage myregistry hello-world").Errors);
    }
}
