using System.Net;
using System.Net.Http.Headers;
using System.Text;
using AcrImport.Emulator.Tests.Support;

namespace AcrImport.Emulator.Tests.Registries;

/// <summary>The administrator account, and registries that let everyone pull.</summary>
public sealed class AccountTests : IAsyncLifetime
{
    private EmulatorServer _emulator = null!;
    private EmulatorUser _user = null!;

    public async ValueTask InitializeAsync()
    {
        _emulator = await EmulatorServer.StartAsync(new EmulatorOptions { Registries = ["Admin1,admin=on", "open2,anonymous-pull=on", "plain3"] });
        _user = new EmulatorUser(_emulator);
        foreach (var registry in _emulator.Registries)
        {
            using var filled = await _user.ImportAsync(EmulatorUser.ImportOf("docker.io", "library/hello-world", "hello:v1"), registry.Name);
            Assert.Equal(HttpStatusCode.OK, filled.StatusCode);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _user.Dispose();
        await _emulator.DisposeAsync();
    }

    [Theory]
    [InlineData("Admin1", true, HttpStatusCode.OK)]
    [InlineData("admin1", true, HttpStatusCode.OK)]
    [InlineData("admin1", false, HttpStatusCode.Unauthorized)]
    [InlineData("plain3", true, HttpStatusCode.Unauthorized)]
    public async Task The_administrator_signs_in_with_the_name_of_the_registry(string name, bool rightPassword, HttpStatusCode expected)
    {
        var registry = _emulator.Registry(name);
        var password = rightPassword ? registry.AdminPassword ?? "none" : "wrong";

        Assert.Equal(expected, await GetAsync(registry, "/v2/hello/manifests/v1", $"{name}:{password}"));
        Assert.Equal(expected, await GetAsync(registry, "/oauth2/token?scope=repository:hello:pull", $"{name}:{password}"));
    }

    [Theory]
    [InlineData("open2", "/v2/hello/manifests/v1", "repository:hello:pull", HttpStatusCode.OK)]
    [InlineData("open2", "/acr/v1/hello/_tags", "repository:hello:metadata_read", HttpStatusCode.OK)]
    [InlineData("open2", "/v2/_catalog", "registry:catalog:*", HttpStatusCode.Unauthorized)]
    public async Task Everyone_gets_a_token_to_pull_where_everyone_may(string name, string path, string scope, HttpStatusCode expected)
    {
        var registry = _emulator.Registry(name);
        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync(registry, path, null));

        foreach (var password in new[] { false, true })
        {
            var url = $"https://{registry.LoginServer}/oauth2/token";
            using var answer = password
                ? await _user.PostFormAsync(url, ("grant_type", "password"), ("username", ""), ("password", ""), ("service", registry.LoginServer), ("scope", scope))
                : await _user.Http.GetAsync($"{url}?service={registry.LoginServer}&scope={scope}");
            using var request = new HttpRequestMessage(HttpMethod.Get, $"https://{registry.LoginServer}{path}");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", (await EmulatorUser.JsonAsync(answer))["access_token"]!.GetValue<string>());
            using var response = await _user.Http.SendAsync(request);
            Assert.Equal(expected, response.StatusCode);
        }
    }

    [Fact]
    public async Task An_import_reads_an_open_registry_without_credentials()
    {
        using var done = await _user.ImportAsync(EmulatorUser.ImportOf(_emulator.Registry("open2").LoginServer, "hello:v1", "copy:v1"), "plain3");

        Assert.Equal("""{"status":"Succeeded"}""", await done.Content.ReadAsStringAsync());
    }

    private async Task<HttpStatusCode> GetAsync(EmulatorRegistry registry, string path, string? pair)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"https://{registry.LoginServer}{path}");
        request.Headers.Authorization = pair is null ? null : new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(pair)));
        using var response = await _user.Http.SendAsync(request);
        return response.StatusCode;
    }
}
