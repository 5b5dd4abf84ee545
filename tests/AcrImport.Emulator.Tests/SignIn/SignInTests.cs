using System.Net;
using System.Net.Http.Headers;
using System.Text;
using AcrImport.Emulator.Tests.Support;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using Microsoft.IdentityModel.JsonWebTokens;

namespace AcrImport.Emulator.Tests.SignIn;

public sealed class SignInTests : IAsyncLifetime
{
    private EmulatorServer _emulator = null!;
    private EmulatorUser _user = null!;

    public async ValueTask InitializeAsync()
    {
        _emulator = await EmulatorServer.StartAsync();
        _user = new EmulatorUser(_emulator);
    }

    public async ValueTask DisposeAsync()
    {
        _user.Dispose();
        await _emulator.DisposeAsync();
    }

    [Fact]
    public async Task Azure_Identity_signs_in()
    {
        var token = await CredentialWith(_emulator.Connection.ClientSecret).GetTokenAsync(
            new TokenRequestContext(["https://management.azure.com/.default"]), CancellationToken.None);

        var read = new JsonWebToken(token.Token);
        Assert.Equal("https://management.azure.com", Assert.Single(read.Audiences));
        Assert.Equal(_emulator.Connection.TenantId.ToString(), read.GetPayloadValue<string>("tid"));
        Assert.Equal(_emulator.Connection.ClientId.ToString(), read.GetPayloadValue<string>("appid"));
        Assert.True(Guid.TryParse(read.GetPayloadValue<string>("oid"), out _));
        Assert.InRange(read.ValidTo, DateTime.UtcNow.AddMinutes(55), DateTime.UtcNow.AddMinutes(65));
    }

    [Fact]
    public async Task Azure_Identity_reports_a_wrong_secret_as_Entra_does()
    {
        var failure = await Assert.ThrowsAsync<AuthenticationFailedException>(async () => await CredentialWith("wrong").GetTokenAsync(
            new TokenRequestContext(["https://management.azure.com/.default"]), CancellationToken.None));

        // Azure.Identity's own message is empty behind its colon; the service's words are in the exception inside.
        Assert.Contains("AADSTS7000215: Invalid client secret provided", failure.InnerException!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/oauth2/v2.0/token", "scope", "https://containerregistry.azure.net/.default", "https://containerregistry.azure.net")]
    [InlineData("/oauth2/token", "resource", "https://management.core.windows.net/", "https://management.core.windows.net/")]
    public async Task The_audience_is_what_was_asked_for(string path, string parameter, string value, string audience)
    {
        using var response = await _user.PostFormAsync(
            _user.Authority + path, ("grant_type", "client_credentials"), ("client_id", Client), ("client_secret", Secret), (parameter, value));

        var token = (await EmulatorUser.JsonAsync(response))["access_token"]!.GetValue<string>();
        Assert.Equal(audience, Assert.Single(new JsonWebToken(token).Audiences));
    }

    [Fact]
    public async Task The_secret_may_come_as_Basic_credentials()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _user.Authority + "/oauth2/v2.0/token");
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Client}:{Secret}")));
        request.Content = new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("scope", "https://management.azure.com/.default")]);

        using var response = await _user.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("", "", "", 400, 900144)]
    [InlineData("device_code", "", "", 400, 900144)]
    [InlineData("magic", "", "", 400, 70003)]
    [InlineData("client_credentials", "00000000-0000-0000-0000-000000000001", "https://management.azure.com/.default", 400, 700016)]
    [InlineData("client_credentials", "", "https://management.azure.com/.default", 400, 900144)]
    [InlineData("client_credentials", "CLIENT", "", 400, 900144)]
    [InlineData("client_credentials", "CLIENT", "https://management.azure.com/user_impersonation", 400, 1002012)]
    public async Task Refusals_are_Entras(string grant, string client, string scope, int status, int code)
    {
        using var response = await _user.PostFormAsync(
            _user.Authority + "/oauth2/v2.0/token",
            ("grant_type", grant), ("client_id", client == "CLIENT" ? Client : client), ("client_secret", Secret), ("scope", scope));

        Assert.Equal(status, (int)response.StatusCode);
        var body = await EmulatorUser.JsonAsync(response);
        Assert.Equal(code, body["error_codes"]![0]!.GetValue<int>());
        Assert.StartsWith($"AADSTS{code}: ", body["error_description"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_is_no_form_is_refused()
    {
        using var response = await _user.Http.PostAsync(_user.Authority + "/oauth2/v2.0/token", new StringContent("{}"));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Theory]
    [InlineData("TENANT/v2.0", "TENANT/oauth2/v2.0/token")]
    [InlineData("TENANT", "TENANT/oauth2/token")]
    [InlineData("adfs", "adfs/oauth2/token")]
    public async Task The_configuration_names_the_token_endpoint(string path, string endpoint)
    {
        var tenant = _emulator.Connection.TenantId.ToString();
        using var response = await _user.Http.GetAsync(
            $"{_emulator.Connection.AuthorityHost}/{path.Replace("TENANT", tenant, StringComparison.Ordinal)}/.well-known/openid-configuration");

        var body = await EmulatorUser.JsonAsync(response);
        Assert.Equal(
            $"{_emulator.Connection.AuthorityHost}/{endpoint.Replace("TENANT", tenant, StringComparison.Ordinal)}", body["token_endpoint"]!.GetValue<string>());
        using var keys = await _user.Http.GetAsync(body["jwks_uri"]!.GetValue<string>());
        Assert.Single((await EmulatorUser.JsonAsync(keys))["keys"]!.AsArray());
    }

    [Fact]
    public async Task An_unknown_tenant_is_refused()
    {
        using var response = await _user.Http.GetAsync($"{_emulator.Connection.AuthorityHost}/contoso.com/v2.0/.well-known/openid-configuration");

        Assert.Equal(90002, (await EmulatorUser.JsonAsync(response))["error_codes"]![0]!.GetValue<int>());
    }

    [Fact]
    public async Task Instance_discovery_names_the_emulator_itself()
    {
        using var response = await _user.Http.GetAsync($"{_emulator.Connection.AuthorityHost}/common/discovery/instance?api-version=1.1");

        var aliases = (await EmulatorUser.JsonAsync(response))["metadata"]![0]!["aliases"]!;
        Assert.Equal(_emulator.ArmEndpoint.Authority, aliases[0]!.GetValue<string>());
    }

    private string Client => _emulator.Connection.ClientId.ToString();

    private string Secret => _emulator.Connection.ClientSecret;

    private ClientSecretCredential CredentialWith(string secret) => new(
        _emulator.Connection.TenantId.ToString(),
        Client,
        secret,
        new ClientSecretCredentialOptions
        {
            AuthorityHost = new Uri(_emulator.Connection.AuthorityHost),
            DisableInstanceDiscovery = true,
            Transport = new HttpClientTransport(_user.Http),
            Retry = { MaxRetries = 0 },
        });
}
