using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AcrImport.Emulator.Tests.Support;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace AcrImport.Emulator.Tests.SignIn;

/// <summary>Sign-in without a secret: with a code, a certificate, a token of somebody else, and as a managed identity.</summary>
public sealed class OtherSignInTests : IAsyncLifetime
{
    private const string Scope = "https://management.azure.com/.default";

    private readonly ManualTime _time = new();
    private readonly RSA _key = RSA.Create(2048);
    private readonly RSA _issuerKey = RSA.Create(2048);
    private X509Certificate2 _certificate = null!;
    private EmulatorServer _emulator = null!;
    private EmulatorUser _user = null!;

    public async ValueTask InitializeAsync()
    {
        _time.Advance(DateTimeOffset.UtcNow - _time.GetUtcNow());
        _certificate = new CertificateRequest("CN=ci", _key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var key = JsonWebKeyConverter.ConvertFromRSASecurityKey(new RsaSecurityKey(_issuerKey.ExportParameters(false)));
        var keys = $$"""{"keys":[{"kty":"RSA","n":"{{key.N}}","e":"{{key.E}}"}]}""";
        _emulator = await EmulatorServer.StartAsync(new EmulatorOptions
        {
            TimeProvider = _time,
            SystemIdentity = "machine",
            Principals =
            [
                new EmulatorPrincipalOptions("ci") { Certificate = _certificate, Federated = [new("https://issuer.example", "repo:a/b", keys)] },
                "machine",
                "user1",
            ],
        });
        _user = new EmulatorUser(_emulator);
    }

    public async ValueTask DisposeAsync()
    {
        _user.Dispose();
        await _emulator.DisposeAsync();
        _certificate.Dispose();
        _key.Dispose();
        _issuerKey.Dispose();
    }

    private string Tenant => _emulator.Connection.TenantId.ToString();

    [Fact]
    public async Task Azure_Identity_signs_in_with_a_code()
    {
        var credential = new DeviceCodeCredential(Options(new DeviceCodeCredentialOptions
        {
            TenantId = Tenant,
            DisableInstanceDiscovery = true,
            DeviceCodeCallback = async (code, cancellation) =>
            {
                using var approved = await _user.Http.PostAsync($"{code.VerificationUri}?principal=user1", null, cancellation);
                Assert.Equal(HttpStatusCode.NoContent, approved.StatusCode);
            },
        }));

        Assert.Equal("user1", await NameAsync(credential));
    }

    [Fact]
    public async Task A_code_waits_is_used_once_and_can_be_declined_or_expire()
    {
        var first = await BeginAsync();
        Assert.Equal("authorization_pending", await PollAsync(first.Code));
        using var unknownUser = await _user.Http.PostAsync(first.Url + "?principal=nobody", null);
        Assert.Equal(HttpStatusCode.BadRequest, unknownUser.StatusCode);
        using var approved = await _user.Http.PostAsync(first.Url, null);
        Assert.Equal(["token", "bad_verification_code"], new[] { await PollAsync(first.Code), await PollAsync(first.Code) });

        var second = await BeginAsync();
        using var declined = await _user.Http.DeleteAsync(second.Url);
        Assert.Equal("authorization_declined", await PollAsync(second.Code));

        var third = await BeginAsync();
        _time.Advance(TimeSpan.FromMinutes(16));
        Assert.Equal("expired_token", await PollAsync(third.Code));
    }

    [Fact]
    public async Task Azure_Identity_signs_in_with_a_certificate()
    {
        var credential = new ClientCertificateCredential(
            Tenant, ClientOf("ci"), _certificate, Options(new ClientCertificateCredentialOptions { DisableInstanceDiscovery = true }));

        Assert.Equal("ci", await NameAsync(credential));
    }

    [Fact]
    public async Task A_certificate_of_somebody_else_is_refused()
    {
        var credential = new ClientCertificateCredential(
            Tenant, ClientOf("user1"), _certificate, Options(new ClientCertificateCredentialOptions { DisableInstanceDiscovery = true }));

        var failure = await Assert.ThrowsAsync<AuthenticationFailedException>(() => NameAsync(credential));

        Assert.Contains("AADSTS700027", failure.InnerException!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://issuer.example", "repo:a/b", "api://AzureADTokenExchange", 5, null)]
    [InlineData("https://issuer.example", "repo:a/c", "api://AzureADTokenExchange", 5, "AADSTS700213")]
    [InlineData("https://other.example", "repo:a/b", "api://AzureADTokenExchange", 5, "AADSTS700213")]
    [InlineData("https://issuer.example", "repo:a/b", "https://else.example", 5, "AADSTS700212")]
    [InlineData("https://issuer.example", "repo:a/b", "api://AzureADTokenExchange", -5, "AADSTS700024")]
    public async Task A_token_of_a_pipeline_signs_in(string issuer, string subject, string audience, int minutes, string? error)
    {
        var assertion = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer,
            Audience = audience,
            Expires = DateTime.UtcNow.AddMinutes(minutes),
            Claims = new Dictionary<string, object> { ["sub"] = subject },
            SigningCredentials = new SigningCredentials(new RsaSecurityKey(_issuerKey), SecurityAlgorithms.RsaSha256),
        });
        var credential = new ClientAssertionCredential(
            Tenant, ClientOf("ci"), () => assertion, Options(new ClientAssertionCredentialOptions { DisableInstanceDiscovery = true }));

        if (error is null)
        {
            Assert.Equal("ci", await NameAsync(credential));
            return;
        }

        var failure = await Assert.ThrowsAsync<AuthenticationFailedException>(() => NameAsync(credential));
        Assert.Contains(error, failure.InnerException!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "machine")]
    [InlineData("&client_id=CLIENT", "user1")]
    [InlineData("&object_id=OBJECT", "user1")]
    [InlineData("&mi_res_id=/subscriptions/1/resourceGroups/g/providers/Microsoft.ManagedIdentity/userAssignedIdentities/user1", "user1")]
    [InlineData("&client_id=00000000-0000-0000-0000-000000000009", "Identity not found")]
    public async Task A_machine_has_its_identities(string query, string expected)
    {
        query = query.Replace("CLIENT", ClientOf("user1"), StringComparison.Ordinal)
            .Replace("OBJECT", Principal("user1").ObjectId.ToString(), StringComparison.Ordinal);
        var resource = "?api-version=2019-08-01&resource=https://management.azure.com/" + query;

        Assert.Equal(expected, await IdentityAsync(_emulator.Connection.IdentityEndpoint + resource, "X-IDENTITY-HEADER", _emulator.Connection.IdentityHeader!));
        Assert.Equal(expected, await IdentityAsync($"{_emulator.ArmEndpoint}metadata/identity/oauth2/token{resource}", "Metadata", "true"));
    }

    [Theory]
    [InlineData("/msi/token", "X-IDENTITY-HEADER", "wrong", 401)]
    [InlineData("/msi/token", "Metadata", "true", 401)]
    [InlineData("/metadata/identity/oauth2/token", "X-Other", "true", 400)]
    public async Task Who_does_not_know_the_header_gets_nothing(string path, string header, string value, int status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_emulator.ArmEndpoint, path + "?api-version=1&resource=x"));
        request.Headers.Add(header, value);

        using var response = await _user.Http.SendAsync(request);

        Assert.Equal(status, (int)response.StatusCode);
    }

    private EmulatorConnectionPrincipal Principal(string name) => _emulator.Connection.Principals.Single(principal => principal.Name == name);

    private string ClientOf(string name) => Principal(name).ClientId.ToString();

    private T Options<T>(T options)
        where T : TokenCredentialOptions
    {
        options.AuthorityHost = new Uri(_emulator.Connection.AuthorityHost);
        options.Transport = new HttpClientTransport(_user.Http);
        options.Retry.MaxRetries = 0;
        return options;
    }

    private async Task<string> NameAsync(TokenCredential credential) =>
        NameOf((await credential.GetTokenAsync(new TokenRequestContext([Scope]), CancellationToken.None)).Token);

    private string NameOf(string token)
    {
        var id = new JsonWebToken(token).GetPayloadValue<string>("oid");
        return _emulator.Connection.Principals.Single(principal => principal.ObjectId.ToString() == id).Name;
    }

    private async Task<string> IdentityAsync(string url, string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.Add(header, value);
        using var response = await _user.Http.SendAsync(request);
        var body = await EmulatorUser.JsonAsync(response);
        return body["access_token"] is { } token ? NameOf(token.GetValue<string>()) : body["error_description"]!.GetValue<string>();
    }

    private async Task<(string Code, string Url)> BeginAsync()
    {
        using var response = await _user.PostFormAsync(_user.Authority + "/oauth2/v2.0/devicecode", ("client_id", "any"), ("scope", Scope));
        var body = await EmulatorUser.JsonAsync(response);
        return (body["device_code"]!.GetValue<string>(), body["verification_uri"]!.GetValue<string>());
    }

    private async Task<string> PollAsync(string code)
    {
        using var response = await _user.PostFormAsync(
            _user.Authority + "/oauth2/v2.0/token",
            ("grant_type", "urn:ietf:params:oauth:grant-type:device_code"), ("client_id", "any"), ("device_code", code), ("scope", Scope));
        var body = await EmulatorUser.JsonAsync(response);
        return body["access_token"] is not null ? "token" : body["error"]!.GetValue<string>();
    }
}
