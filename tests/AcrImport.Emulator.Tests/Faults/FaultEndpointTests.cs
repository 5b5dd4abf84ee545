using System.Net;
using System.Text;
using AcrImport.Emulator.Faults;
using AcrImport.Emulator.Tests.Support;

namespace AcrImport.Emulator.Tests.Faults;

/// <summary>The plan as a file, and over HTTP while the emulator runs.</summary>
public sealed class FaultEndpointTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("acr-faults-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task A_file_plans_faults_from_the_start()
    {
        var file = Path.Combine(_directory, "faults.json");
        await File.WriteAllTextAsync(file, """{"seed":7,"faults":[{"kind":"unavailable","plane":"arm","method":"GET","path":"/subscriptions*","count":1}]}""");
        await using var emulator = await EmulatorServer.StartAsync(new EmulatorOptions { FaultsFile = file });
        using var user = new EmulatorUser(emulator);

        using var first = await user.GetArmAsync("/subscriptions?api-version=1");
        using var second = await user.GetArmAsync("/subscriptions?api-version=1");

        Assert.Equal((HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK), (first.StatusCode, second.StatusCode));
    }

    [Theory]
    [InlineData("""{"faults":[{"kind":"typhoon"}]}""")]
    [InlineData("""{"faults":[{"kind":"drop","plan":"arm"}]}""")]
    [InlineData("""{"faults":[{"kind":"drop","count":0}]}""")]
    [InlineData("""{"faults":[{"plane":"arm"}]}""")]
    [InlineData("nonsense")]
    public async Task A_file_that_is_no_plan_stops_the_start(string json)
    {
        var file = Path.Combine(_directory, "faults.json");
        await File.WriteAllTextAsync(file, json);

        await Assert.ThrowsAsync<ArgumentException>(() => EmulatorServer.StartAsync(new EmulatorOptions { FaultsFile = file }));
    }

    [Fact]
    public async Task The_plan_changes_while_the_emulator_runs()
    {
        await using var emulator = await EmulatorServer.StartAsync();
        using var user = new EmulatorUser(emulator);

        Assert.Equal("""{"faults":[]}""", await SendAsync(HttpMethod.Get, null));
        Assert.Contains("\"kind\":\"throttle\"", await SendAsync(HttpMethod.Post, """{"kind":"throttle","plane":"registry","seconds":5}"""), StringComparison.Ordinal);
        Assert.Contains(
            "\"kind\":\"drop\"", await SendAsync(HttpMethod.Put, """{"seed":3,"faults":[{"kind":"drop","probability":0.5},{"kind":"hang","image":"a*"}]}"""), StringComparison.Ordinal);
        Assert.Equal([FaultKind.Drop, FaultKind.Hang], emulator.Faults.Read().Select(record => record.Fault.Kind));
        Assert.Equal("""{"faults":[]}""", await SendAsync(HttpMethod.Delete, null));

        async Task<string> SendAsync(HttpMethod method, string? json)
        {
            using var request = new HttpRequestMessage(method, new Uri(emulator.ArmEndpoint, "/emulator/faults"));
            request.Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json");
            using var response = await user.Http.SendAsync(request);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            return await response.Content.ReadAsStringAsync();
        }
    }

    [Theory]
    [InlineData("PUT", """{"faults":[{"kind":"drop","probability":2}]}""")]
    [InlineData("PUT", """{"faults":[{"kind":"drop","image":"a"}]}""")]
    [InlineData("POST", """{"kind":"latency","seconds":-1}""")]
    [InlineData("POST", """{"kind":99}""")]
    [InlineData("POST", "null")]
    [InlineData("POST", "")]
    public async Task A_plan_that_makes_no_sense_is_refused_and_the_old_one_stays(string method, string json)
    {
        await using var emulator = await EmulatorServer.StartAsync();
        using var user = new EmulatorUser(emulator);
        emulator.Faults.Add(new Fault(FaultKind.Latency));

        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(emulator.ArmEndpoint, "/emulator/faults"));
        request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        using var response = await user.Http.SendAsync(request);

        await EmulatorUser.ArmErrorAsync(response, HttpStatusCode.BadRequest, "InvalidFault");
        Assert.Equal(FaultKind.Latency, Assert.Single(emulator.Faults.Read()).Fault.Kind);
    }
}
