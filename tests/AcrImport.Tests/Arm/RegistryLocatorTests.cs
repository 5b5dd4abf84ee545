using AcrImport.Azure.Arm;
using AcrImport.Tests.Support;

namespace AcrImport.Tests.Arm;

public sealed class RegistryLocatorTests
{
    private const string Sub1 = "10000000-0000-0000-0000-000000000000";
    private const string Sub2 = "20000000-0000-0000-0000-000000000000";
    private const string Arm = "https://management.azure.com";
    private const string Graph = "POST " + Arm + "/providers/Microsoft.ResourceGraph/resources?api-version=2022-10-01";
    private const string Page2 = Arm + "/page2?token=x";

    private static readonly FakeReply Nothing = new(200, """{"value":[],"data":[]}""");

    private readonly KeptLog _log = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("wanted", "rg2", "wanted.azurecr.io")]
    [InlineData("WANTED", "rg2", "wanted.azurecr.io")]
    [InlineData("onPage2", "rg1", "onpage2-hash.azurecr.io")]
    [InlineData("onpage2-hash.azurecr.io", "rg1", "onpage2-hash.azurecr.io")]
    [InlineData("Wanted.AzureCR.io", "rg2", "wanted.azurecr.io")]
    public async Task Finds_by_name_or_login_server_over_subscriptions_and_pages(string typed, string group, string loginServer)
    {
        using var wire = new FakeTransport(Azure);

        var found = await Locator(wire).FindAsync(RegistrySelector.Parse(typed), _log, Stop);

        Assert.Equal((group, loginServer), (found.Id.ResourceGroup, found.LoginServer.ToString()));
        Assert.Equal(
            [Graph, $"GET {Arm}/subscriptions?api-version=2022-12-01", $"GET {Registries(Sub1)}", $"GET {Page2}", $"GET {Registries(Sub2)}"],
            wire.Sent.Select(sent => sent.ToString()));
        Assert.All(wire.Sent, sent => Assert.Equal("Bearer entra:https://management.azure.com/.default", sent.Header("Authorization")));
        Assert.Contains(loginServer, Assert.Single(_log.VerboseLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Looks_into_the_chosen_subscription_then_asks_Resource_Graph()
    {
        using var wire = FakeTransport.InTurn(Nothing, new FakeReply(200, $$"""{"data":[{{Registry(Id(Sub2, "rg2", "wanted"), "wanted.azurecr.io")}}]}"""));

        var found = await Locator(wire, Sub1).FindAsync(RegistrySelector.Parse("wanted.westus.geo.azurecr.io"), _log, Stop);

        Assert.Equal(Sub2, found.Id.SubscriptionId);
        Assert.Equal(["GET " + Registries(Sub1), Graph], wire.Sent.Select(sent => sent.ToString()));
        Assert.Equal(
            """{"query":"resources | where type =~ 'microsoft.containerregistry/registries' | where properties.loginServer =~ 'wanted.azurecr.io' | project id, name, properties","options":{"resultFormat":"objectArray"}}""",
            System.Text.RegularExpressions.Regex.Unescape(wire.Sent[1].Body!));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    public async Task Looks_through_the_subscriptions_where_Resource_Graph_does_not_answer(int status)
    {
        using var wire = new FakeTransport(sent => sent.Method == "POST" ? new FakeReply(status) : Azure(sent));

        Assert.Equal("wanted", (await Locator(wire).FindAsync(RegistrySelector.Parse("wanted"), _log, Stop)).Name);

        Assert.Contains($"Resource Graph does not answer (HTTP {status}); the subscriptions are looked through instead.", _log.VerboseLines);
    }

    [Fact]
    public async Task Looks_nowhere_else_where_the_user_names_the_subscription()
    {
        using var wire = FakeTransport.InTurn(Nothing);

        var error = await Assert.ThrowsAsync<AcrImportException>(
            () => Locator(wire, Sub1).FindAsync(RegistrySelector.Parse("wanted").Within(Sub2, "rg9"), _log, Stop));

        Assert.Equal("GET " + Registries(Sub2), Assert.Single(wire.Sent).ToString());
        Assert.Contains($"in subscription {Sub2} in the resource group rg9.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Looks_only_into_the_chosen_subscription()
    {
        using var wire = new FakeTransport(Azure);

        await Locator(wire, Sub2).FindAsync(RegistrySelector.Parse("wanted"), _log, Stop);

        Assert.Equal("GET " + Registries(Sub2), Assert.Single(wire.Sent).ToString());
    }

    [Fact]
    public async Task Finds_by_resource_id_with_one_request_and_takes_the_login_server_from_the_service()
    {
        var id = Id(Sub1, "rg1", "onPage2");
        using var wire = FakeTransport.InTurn(new FakeReply(200, Registry(id, "onpage2-hash.azurecr.io")));

        var found = await Locator(wire).FindAsync(RegistrySelector.Parse(id), _log, Stop);

        Assert.Equal("onpage2-hash.azurecr.io", found.LoginServer.ToString());
        Assert.Equal($"GET {Arm}{id}?api-version=2025-11-01", Assert.Single(wire.Sent).ToString());
    }

    [Theory]
    [InlineData(404, """{"error":{"code":"ResourceNotFound","message":"Not found."}}""", AcrErrorKind.RegistryNotFound)]
    [InlineData(403, """{"error":{"code":"AuthorizationFailed","message":"No."}}""", AcrErrorKind.RegistryNotAuthorized)]
    [InlineData(200, """{"id":"x"}""", AcrErrorKind.ServiceError)]
    [InlineData(200, "<html>", AcrErrorKind.ServiceError)]
    public async Task Tells_why_a_resource_id_leads_nowhere(int status, string body, AcrErrorKind kind)
    {
        using var wire = FakeTransport.InTurn(new FakeReply(status, body));

        Assert.Equal(kind, (await FailsAsync(Locator(wire), Id(Sub1, "rg1", "wanted"))).Kind);
    }

    [Fact]
    public async Task Tells_where_it_looked_in_vain()
    {
        using var wire = new FakeTransport(Azure);

        var error = await FailsAsync(Locator(wire), "missing");

        Assert.Equal(AcrErrorKind.RegistryNotFound, error.Kind);
        Assert.Equal(
            "No registry 'missing' was found in any subscription that the signed-in identity sees. Azure shows only registries that the signed-in identity may read.",
            error.Message);
    }

    [Fact]
    public async Task Refuses_to_choose_between_two()
    {
        string first = Id(Sub1, "rg1", "wanted"), second = Id(Sub1, "rg2", "WANTED");
        using var wire = FakeTransport.InTurn(
            new FakeReply(200, $$"""{"value":[{{Registry(first, "a.azurecr.io")}},{{Registry(second, "b.azurecr.io")}}],"nextLink":""}"""));

        var error = await FailsAsync(Locator(wire, Sub1), "wanted");

        Assert.Equal(AcrErrorKind.RegistryNotFound, error.Kind);
        Assert.Contains($"is not unique: {first}, {second}.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Asks_once_for_all_who_want_to_know()
    {
        using var wire = new FakeTransport(Azure);
        var locator = Locator(wire);

        var found = await Task.WhenAll(Enumerable.Range(0, 50).Select(number =>
            Task.Run(() => locator.FindAsync(RegistrySelector.Parse(number % 2 == 0 ? "wanted" : "WANTED"), _log, Stop), Stop)));

        Assert.All(found, registry => Assert.Same(found[0], registry));
        Assert.Equal(5, wire.Sent.Count);
    }

    [Fact]
    public async Task Looks_again_after_it_found_nothing()
    {
        var id = Id(Sub1, "rg1", "wanted");
        using var wire = FakeTransport.InTurn(
            Nothing, Nothing, Nothing, new FakeReply(200, $$"""{"value":[{{Registry(id, "wanted.azurecr.io")}}]}"""));
        var locator = Locator(wire, Sub1);

        await FailsAsync(locator, "wanted");
        var found = await locator.FindAsync(RegistrySelector.Parse("wanted"), _log, Stop);

        Assert.Equal(id, found.Id.ToString());
    }

    [Fact]
    public async Task Lets_one_caller_go_and_the_search_go_on()
    {
        using var source = new CancellationTokenSource();
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var wire = new FakeTransport(Azure) { Gate = gate.Task };
        var locator = Locator(wire, Sub2);
        var impatient = locator.FindAsync(RegistrySelector.Parse("wanted"), _log, source.Token);
        var patient = locator.FindAsync(RegistrySelector.Parse("wanted"), _log, Stop);

        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        gate.SetResult();

        Assert.Equal("wanted", (await patient).Name);
        Assert.Single(wire.Sent);
    }

    [Theory]
    [InlineData("https://evil.example/page2")]
    [InlineData("http://management.azure.com/page2")]
    [InlineData("//evil.example/page2")]
    public async Task Follows_no_page_at_another_host(string next)
    {
        using var wire = FakeTransport.InTurn(new FakeReply(200, $$"""{"value":[],"nextLink":"{{next}}"}"""));

        var error = await FailsAsync(Locator(wire, Sub1), "wanted");

        Assert.Equal(AcrErrorKind.ServiceError, error.Kind);
        Assert.Contains("sent an address at another host", error.Message, StringComparison.Ordinal);
        Assert.Single(wire.Sent);
    }

    [Fact]
    public async Task Does_not_run_in_circles()
    {
        using var wire = new FakeTransport(sent => new FakeReply(200, $$"""{"value":[],"nextLink":"{{sent.Address}}"}"""));

        await FailsAsync(Locator(wire, Sub1), "wanted");

        Assert.Equal([1, 1, 1], wire.Sent.CountBy(sent => sent.Address).Select(asked => asked.Value));
    }

    private static RegistryLocator Locator(FakeTransport wire, string? subscription = null)
    {
        var arm = new ArmClient(wire.ArmClient(), Samples.Arm);
        return new RegistryLocator(arm, new ResourceGraph(arm), subscription);
    }

    private static string Id(string subscription, string group, string name) =>
        $"/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.ContainerRegistry/registries/{name}";

    private static string Registry(string id, string loginServer) => $$$"""{"id":"{{{id}}}","properties":{"loginServer":"{{{loginServer}}}"}}""";

    private static string Registries(string subscription) =>
        $"{Arm}/subscriptions/{subscription}/providers/Microsoft.ContainerRegistry/registries?api-version=2025-11-01";

    // Two subscriptions; the first has two pages, and an entry that cannot be read on each.
    private static FakeReply Azure(SentRequest sent) => new(200, sent.Address switch
    {
        var address when Graph.EndsWith(address, StringComparison.Ordinal) => """{"data":[]}""",
        var address when address.Contains("/subscriptions?", StringComparison.Ordinal) =>
            $$"""{"value":[{"subscriptionId":"{{Sub1}}"},{"displayName":"no id"},{"subscriptionId":"{{Sub2}}"}]}""",
        var address when address == Registries(Sub1) =>
            $$"""{"value":[{{Registry(Id(Sub1, "rg1", "other1"), "other1.azurecr.io")}},{"id":"x"}],"nextLink":"{{Page2}}"}""",
        Page2 => $$"""{"value":[{{Registry(Id(Sub1, "rg1", "onPage2"), "onpage2-hash.azurecr.io")}},1],"nextLink":null}""",
        _ => $$"""{"value":[{{Registry(Id(Sub2, "rg2", "wanted"), "wanted.azurecr.io")}}]}""",
    });

    private async Task<AcrImportException> FailsAsync(RegistryLocator locator, string typed) =>
        await Assert.ThrowsAsync<AcrImportException>(() => locator.FindAsync(RegistrySelector.Parse(typed), _log, Stop));
}
