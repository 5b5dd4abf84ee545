using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using AcrImport.Emulator.Tests.Support;

namespace AcrImport.Emulator.Tests.Arm;

public sealed class ResourceGraphTests : IAsyncLifetime
{
    private EmulatorServer _emulator = null!;
    private EmulatorUser _user = null!;

    public async ValueTask InitializeAsync()
    {
        _emulator = await EmulatorServer.StartAsync(new EmulatorOptions
        {
            Registries = ["First1", "second2,subscription=2,sku=Basic", "third3,subscription=3,public-access=off", "other4,subscription=2,admin=on"],
        });
        _user = new EmulatorUser(_emulator);
    }

    public async ValueTask DisposeAsync()
    {
        _user.Dispose();
        await _emulator.DisposeAsync();
    }

    [Theory]
    [InlineData("Resources", "First1,second2,third3,other4")]
    [InlineData("resources | where type =~ 'Microsoft.ContainerRegistry/registries'", "First1,second2,third3,other4")]
    [InlineData("resources | where type == 'microsoft.containerregistry/registries' | where name =~ 'FIRST1'", "First1")]
    [InlineData("resources | where type =~ 'microsoft.storage/storageaccounts'", "")]
    [InlineData("resources | where name == 'FIRST1'", "")]
    [InlineData("resources | where type =~ \"microsoft.containerregistry/registries\" and properties.loginServer =~ 'SECOND'", "second2")]
    [InlineData("resources\n| where type =~ 'microsoft.containerregistry/registries' and (name =~ 'third3' or properties.loginServer =~ 'SECOND')\n| project id, name", "second2,third3")]
    [InlineData("resources | where name =~ 'a' or name =~ 'other4' and type =~ 'x' or name =~ 'third3'", "third3")]
    [InlineData("resources | where tolower(name) == 'first1'", "First1")]
    [InlineData("resources | where name in~ ('first1', 'OTHER4') // both", "First1,other4")]
    [InlineData("resources | where name !in ('First1', 'other4') | where name !~ 'THIRD3'", "second2")]
    [InlineData("resources | where not(name startswith 'f') and name !contains 'r'", "second2")]
    [InlineData("resources | where sku.name =~ 'basic' or properties.adminUserEnabled == true", "second2,other4")]
    [InlineData("resources | where properties.publicNetworkAccess != 'Enabled'", "third3")]
    [InlineData("resources | order by name asc | take 2", "First1,other4")]
    [InlineData("resources | sort by name | limit 1", "third3")]
    [InlineData("resources | where name =~ 'it\\'s'", "")]
    public async Task Queries_find_registries_of_every_subscription(string query, string expected)
    {
        using var response = await QueryAsync(query.Replace("SECOND", _emulator.Registry("second2").LoginServer, StringComparison.Ordinal));

        var body = await EmulatorUser.JsonAsync(response);
        var names = body["data"]!.AsArray().Select(row => row!["name"]!.GetValue<string>()).ToList();
        Assert.Equal(expected, string.Join(',', names));
        Assert.Equal((names.Count, names.Count, "false"), (body["count"]!.GetValue<int>(), body["totalRecords"]!.GetValue<int>(), body["resultTruncated"]!.GetValue<string>()));
        Assert.Equal("14", Assert.Single(response.Headers.GetValues("x-ms-user-quota-remaining")));
    }

    [Fact]
    public async Task A_projection_has_the_columns_that_were_asked_for()
    {
        var second = _emulator.Registry("second2");
        using var response = await QueryAsync(
            "resources | where name =~ 'second2' | project id, type, server = properties.loginServer, properties.loginServer, resourceGroup, subscriptionId");

        var row = Assert.Single((await EmulatorUser.JsonAsync(response))["data"]!.AsArray())!.AsObject();
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["id"] = second.ResourceId.ToString(),
                ["type"] = "microsoft.containerregistry/registries",
                ["server"] = second.LoginServer,
                ["properties_loginServer"] = second.LoginServer,
                ["resourceGroup"] = "acr-emulator",
                ["subscriptionId"] = second.ResourceId.SubscriptionId,
            },
            row.ToDictionary(column => column.Key, column => column.Value!.GetValue<string>()));
    }

    [Fact]
    public async Task Subscriptions_narrow_a_query()
    {
        using var response = await PostAsync(new { subscriptions = new[] { _emulator.Registry("third3").ResourceId.SubscriptionId }, query = "resources" });

        Assert.Equal("third3", Assert.Single((await EmulatorUser.JsonAsync(response))["data"]!.AsArray())!["name"]!.GetValue<string>());
    }

    [Fact]
    public async Task Pages_follow_the_skip_token()
    {
        var names = new List<string>();
        var pages = 0;
        for (JsonNode? token = null; pages == 0 || token is not null; pages++)
        {
            using var response = await PostAsync(new { query = "resources | project id, name", options = new JsonObject { ["$top"] = 3, ["$skipToken"] = token?.DeepClone() } });
            var body = await EmulatorUser.JsonAsync(response);
            names.AddRange(body["data"]!.AsArray().Select(row => row!["name"]!.GetValue<string>()));
            token = body["$skipToken"];
            Assert.Equal((4, "false"), (body["totalRecords"]!.GetValue<int>(), body["resultTruncated"]!.GetValue<string>()));
        }

        Assert.Equal(2, pages);
        Assert.Equal(["First1", "second2", "third3", "other4"], names);
    }

    [Fact]
    public async Task Without_IDs_a_result_is_cut()
    {
        using var response = await PostAsync(new { query = "resources | project name", options = new JsonObject { ["$top"] = 1, ["$skip"] = 1 } });

        var body = await EmulatorUser.JsonAsync(response);
        Assert.Equal(("true", null), (body["resultTruncated"]!.GetValue<string>(), body["$skipToken"]));
        Assert.Equal("second2", Assert.Single(body["data"]!.AsArray())!["name"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("", "<EOF>")]
    [InlineData("tables", "tables")]
    [InlineData("resources | summon name", "summon")]
    [InlineData("resources where name =~ 'x'", "where")]
    [InlineData("resources | where name = 'x'", "=")]
    [InlineData("resources | where name =~", "<EOF>")]
    [InlineData("resources | where name =~ 'x", "'")]
    [InlineData("resources | where (name =~ 'x'", "<EOF>")]
    [InlineData("resources | take many", "many")]
    [InlineData("resources | where name =~ 'x' | ; drop", ";")]
    public async Task A_query_that_is_none_is_refused(string query, string token)
    {
        using var response = await QueryAsync(query);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var error = (await EmulatorUser.JsonAsync(response))["error"]!;
        Assert.Equal("BadRequest", error["code"]!.GetValue<string>());
        Assert.Equal(["InvalidQuery", "ParserFailure"], error["details"]!.AsArray().Select(detail => detail!["code"]!.GetValue<string>()));
        Assert.Equal(token, error["details"]![1]!["token"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("""{"query":"resources","options":{"$top":0}}""")]
    [InlineData("""{"query":"resources","options":{"$top":1001}}""")]
    [InlineData("""{"query":"resources","options":{"$skip":-1}}""")]
    [InlineData("""{"query":"resources","options":{"$skipToken":"???"}}""")]
    [InlineData("""{"query":"resources","options":{"resultFormat":"table"}}""")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("nonsense")]
    public async Task A_body_that_makes_no_sense_is_refused(string json)
    {
        using var response = await _user.ArmAsync(HttpMethod.Post, "/providers/Microsoft.ResourceGraph/resources?api-version=2024-04-01", json);

        await EmulatorUser.ArmErrorAsync(response, HttpStatusCode.BadRequest, "BadRequest");
    }

    [Fact]
    public async Task A_query_wants_a_token()
    {
        using var response = await _user.Http.PostAsync(new Uri(_emulator.ArmEndpoint, "/providers/Microsoft.ResourceGraph/resources?api-version=2024-04-01"), null);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    private Task<HttpResponseMessage> QueryAsync(string query) => PostAsync(new { query });

    private Task<HttpResponseMessage> PostAsync(object body) =>
        _user.ArmAsync(HttpMethod.Post, "/providers/Microsoft.ResourceGraph/resources?api-version=2024-04-01", JsonSerializer.Serialize(body));
}
