using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using AcrImport.Emulator.Tests.Support;
using Microsoft.IdentityModel.JsonWebTokens;

namespace AcrImport.Emulator.Tests.Registries;

public sealed class RegistryAccessTests : IAsyncLifetime
{
    private readonly ManualTime _time = new();
    private EmulatorServer _emulator = null!;
    private EmulatorUser _user = null!;
    private EmulatorRegistry _registry = null!;

    public async ValueTask InitializeAsync()
    {
        _emulator = await EmulatorServer.StartAsync(new EmulatorOptions { Registries = ["myregistry", "otherregistry"], TimeProvider = _time });
        _user = new EmulatorUser(_emulator);
        _registry = _emulator.Registry("myregistry");
        using var imported = await _user.ImportAsync(EmulatorUser.ImportOf("docker.io", "library/hello-world", "base/hello:v1"));
        Assert.Equal(HttpStatusCode.OK, imported.StatusCode);
    }

    public async ValueTask DisposeAsync()
    {
        _user.Dispose();
        await _emulator.DisposeAsync();
    }

    [Theory]
    [InlineData("/v2/", "", "")]
    [InlineData("/v2/_catalog", ",scope=\"registry:catalog:*\"", ",\"detail\":[{\"Type\":\"registry\",\"Name\":\"catalog\",\"Action\":\"*\"}]")]
    [InlineData("/v2/base/hello/manifests/v1", ",scope=\"repository:base/hello:pull\"", ",\"detail\":[{\"Type\":\"repository\",\"Name\":\"base/hello\",\"Action\":\"pull\"}]")]
    [InlineData("/v2/base/hello/tags/list", ",scope=\"repository:base/hello:pull\"", ",\"detail\":[{\"Type\":\"repository\",\"Name\":\"base/hello\",\"Action\":\"pull\"}]")]
    [InlineData("/acr/v1/_catalog", ",scope=\"registry:catalog:*\",error=\"invalid_token\"", ",\"detail\":[{\"Type\":\"registry\",\"Name\":\"catalog\",\"Action\":\"*\"}]")]
    [InlineData(
        "/acr/v1/base%2Fhello/_tags",
        ",scope=\"repository:base/hello:metadata_read\",error=\"invalid_token\"",
        ",\"detail\":[{\"Type\":\"repository\",\"Name\":\"base/hello\",\"Action\":\"metadata_read\"}]")]
    public async Task A_challenge_says_which_token_is_wanted(string path, string scope, string detail)
    {
        using var response = await GetAsync(path, (AuthenticationHeaderValue?)null);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal(
            $"Bearer realm=\"https://{_registry.LoginServer}/oauth2/token\",service=\"{_registry.LoginServer}\"{scope}",
            response.Headers.WwwAuthenticate.ToString());
        Assert.Equal("registry/2.0", Assert.Single(response.Headers.GetValues("Docker-Distribution-Api-Version")));
        Assert.True(Guid.TryParse(Assert.Single(response.Headers.GetValues("X-Ms-Correlation-Request-Id")), out _));
        Assert.Equal(
            "{\"errors\":[{\"code\":\"UNAUTHORIZED\",\"message\":\"authentication required, visit https://aka.ms/acr/authorization for more information.\""
            + detail + "}]}",
            await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("repository:base/hello:pull", "/v2/base/hello/manifests/v1", true)]
    [InlineData("repository:base/hello:pull,push", "/v2/base/hello/tags/list", true)]
    [InlineData("repository:base/hello:metadata_read", "/v2/base/hello/tags/list", true)]
    [InlineData("repository:base/hello:metadata_read", "/v2/base/hello/manifests/v1", false)]
    [InlineData("repository:base/hello:pull", "/acr/v1/base/hello/_tags", false)]
    [InlineData("repository:base/hello:metadata_read", "/acr/v1/base/hello/_manifests", true)]
    [InlineData("repository:base/other:pull", "/v2/base/hello/manifests/v1", false)]
    [InlineData("repository:base/hello:*", "/acr/v1/base/hello", true)]
    [InlineData("registry:catalog:*", "/v2/_catalog", true)]
    [InlineData("repository:base/hello:pull", "/v2/_catalog", false)]
    [InlineData("nonsense", "/v2/", true)]
    public async Task A_token_reaches_as_far_as_its_scope(string scope, string path, bool granted)
    {
        using var response = await GetAsync(path, await _user.AccessTokenAsync(_registry, scope));

        Assert.Equal(granted ? HttpStatusCode.OK : HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task A_token_holds_what_there_is_of_what_was_asked_for()
    {
        var token = await _user.AccessTokenAsync(_registry, "repository:a/b:pull,fly", "registry:catalog:* repository:c:dance", "registry:other:*");

        var access = new JsonWebToken(token).GetPayloadValue<JsonElement>("access");
        Assert.Equal(
            """[{"type":"repository","name":"a/b","actions":["pull"]},{"type":"registry","name":"catalog","actions":["*"]}]""", access.GetRawText());
    }

    [Fact]
    public async Task Tokens_have_the_claims_and_the_lifetimes_of_the_service()
    {
        var refresh = new JsonWebToken(await _user.RefreshTokenAsync(_registry));
        var access = new JsonWebToken(await _user.AccessTokenAsync(_registry, "repository:a:pull"));

        Assert.Equal(("Azure Container Registry", "refresh_token"), (refresh.Issuer, refresh.GetPayloadValue<string>("grant_type")));
        Assert.Equal(("1.0", "access_token"), (access.GetPayloadValue<string>("version"), access.GetPayloadValue<string>("grant_type")));
        Assert.Equal(_registry.LoginServer, Assert.Single(access.Audiences));
        Assert.Equal(TimeSpan.FromHours(3), refresh.ValidTo - refresh.ValidFrom);
        Assert.Equal(TimeSpan.FromMinutes(75), access.ValidTo - access.ValidFrom);
    }

    [Fact]
    public async Task Tokens_expire()
    {
        var refresh = await _user.RefreshTokenAsync(_registry);
        var access = await _user.AccessTokenAsync(_registry, "repository:base/hello:pull");

        _time.Advance(TimeSpan.FromMinutes(76));
        using (var late = await GetAsync("/v2/base/hello/manifests/v1", access))
        {
            Assert.Equal(HttpStatusCode.Unauthorized, late.StatusCode);
        }

        using (var early = await RefreshAsync(refresh))
        {
            Assert.Equal(HttpStatusCode.OK, early.StatusCode);
        }

        _time.Advance(TimeSpan.FromMinutes(105));
        using var refused = await RefreshAsync(refresh);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    [Fact]
    public async Task Tokens_of_another_registry_and_other_kinds_of_token_are_refused()
    {
        var foreign = await _user.AccessTokenAsync(_emulator.Registry("otherregistry"), "repository:base/hello:pull");
        string[] wrong = [foreign, await _user.RefreshTokenAsync(_registry), await _user.SignInAsync(), "garbage"];

        foreach (var token in wrong)
        {
            using var response = await GetAsync("/v2/base/hello/manifests/v1", token);
            Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        }
    }

    [Theory]
    [InlineData("PRINCIPAL", true)]
    [InlineData("REFRESH", true)]
    [InlineData("someone:secret", false)]
    [InlineData("00000000-0000-0000-0000-000000000000:garbage", false)]
    [InlineData("no colon", false)]
    public async Task A_name_and_a_password_work_at_the_API_and_at_both_token_endpoints(string kind, bool granted)
    {
        var pair = kind switch
        {
            "PRINCIPAL" => $"{_emulator.Connection.ClientId}:{_emulator.Connection.ClientSecret}",
            "REFRESH" => $"{EmulatorUser.TokenUser}:{await _user.RefreshTokenAsync(_registry)}",
            _ => kind,
        };
        var basic = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(pair)));
        var expected = granted ? HttpStatusCode.OK : HttpStatusCode.Unauthorized;

        using var api = await GetAsync("/v2/base/hello/tags/list", basic);
        using var get = await GetAsync($"/oauth2/token?service={_registry.LoginServer}&scope=repository:base/hello:pull", basic);
        var parts = pair.Split(':', 2);
        using var post = await _user.PostFormAsync(
            $"https://{_registry.LoginServer}/oauth2/token",
            ("grant_type", "password"), ("username", parts[0]), ("password", parts.ElementAtOrDefault(1) ?? string.Empty), ("scope", "repository:base/hello:pull"));

        Assert.Equal([expected, expected, expected], [api.StatusCode, get.StatusCode, post.StatusCode]);
        if (granted)
        {
            using var read = await GetAsync("/v2/base/hello/manifests/v1", (await EmulatorUser.JsonAsync(get))["access_token"]!.GetValue<string>());
            Assert.Equal(HttpStatusCode.OK, read.StatusCode);
        }
    }

    [Theory]
    [InlineData("access_token", "SERVICE", "garbage", HttpStatusCode.Unauthorized)]
    [InlineData("access_token", "SERVICE", "", HttpStatusCode.Unauthorized)]
    [InlineData("access_token", "other.azurecr.io", "TOKEN", HttpStatusCode.BadRequest)]
    [InlineData("refresh_token", "SERVICE", "TOKEN", HttpStatusCode.BadRequest)]
    [InlineData("access_token", "SERVICE", "TOKEN", HttpStatusCode.OK)]
    public async Task An_exchange_wants_an_Entra_token_for_this_registry(string grant, string service, string token, HttpStatusCode expected)
    {
        using var response = await _user.PostFormAsync(
            $"https://{_registry.LoginServer}/oauth2/exchange",
            ("grant_type", grant),
            ("service", service == "SERVICE" ? _registry.LoginServer : service),
            ("access_token", token == "TOKEN" ? await _user.SignInAsync("https://containerregistry.azure.net/.default") : token));

        Assert.Equal(expected, response.StatusCode);
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded", "grant_type=access_token&&&=&%zz", HttpStatusCode.BadRequest)]
    [InlineData("application/x-www-form-urlencoded; charset=nope", "a=b", HttpStatusCode.BadRequest)]
    [InlineData("multipart/form-data; boundary=x", "garbage", HttpStatusCode.BadRequest)]
    [InlineData("application/json", "{}", HttpStatusCode.BadRequest)]
    public async Task A_body_that_is_no_form_is_an_error_of_the_caller(string contentType, string body, HttpStatusCode expected)
    {
        foreach (var endpoint in new[] { "token", "exchange" })
        {
            using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            content.Headers.TryAddWithoutValidation("Content-Type", contentType);
            using var response = await _user.Http.PostAsync($"https://{_registry.LoginServer}/oauth2/{endpoint}", content);

            Assert.Equal(expected, response.StatusCode);
        }
    }

    [Fact]
    public async Task Anonymous_callers_get_no_token()
    {
        using var response = await GetAsync($"/oauth2/token?service={_registry.LoginServer}&scope=repository:base/hello:pull", (AuthenticationHeaderValue?)null);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    private Task<HttpResponseMessage> RefreshAsync(string token) => _user.PostFormAsync(
        $"https://{_registry.LoginServer}/oauth2/token",
        ("grant_type", "refresh_token"), ("service", _registry.LoginServer), ("scope", "repository:a:pull"), ("refresh_token", token));

    private Task<HttpResponseMessage> GetAsync(string path, string token) => GetAsync(path, new AuthenticationHeaderValue("Bearer", token));

    private async Task<HttpResponseMessage> GetAsync(string path, AuthenticationHeaderValue? authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"https://{_registry.LoginServer}{path}");
        request.Headers.Authorization = authorization;
        return await _user.Http.SendAsync(request);
    }
}
