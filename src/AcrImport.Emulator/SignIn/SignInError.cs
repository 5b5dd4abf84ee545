using System.Globalization;
using AcrImport.Emulator.Hosting;

namespace AcrImport.Emulator.SignIn;

/// <summary>Answers as Entra does when it refuses a token.</summary>
internal sealed record SignInError(int Status, string Error, int Code, string Description) : IResult
{
    public static SignInError WrongSecret(string clientId) => new(
        StatusCodes.Status401Unauthorized,
        "invalid_client",
        7000215,
        "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, "
            + $"for a secret added to app '{clientId}'.");

    public static SignInError UnknownClient(string clientId, string tenant) => new(
        StatusCodes.Status400BadRequest,
        "unauthorized_client",
        700016,
        $"Application with identifier '{clientId}' was not found in the directory '{tenant}'. This can happen if the application has not been "
            + "installed by the administrator of the tenant or consented to by any user in the tenant. "
            + "You may have sent your authentication request to the wrong tenant.");

    public static SignInError UnknownTenant(string tenant) => new(
        StatusCodes.Status400BadRequest,
        "invalid_request",
        90002,
        $"Tenant '{tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. "
            + "Check with your subscription administrator, this may happen if there are no active subscriptions for the tenant.");

    public static SignInError MissingParameter(string name) => new(
        StatusCodes.Status400BadRequest, "invalid_request", 900144, $"The request body must contain the following parameter: '{name}'.");

    public static SignInError UnsupportedGrant(string grant) => new(
        StatusCodes.Status400BadRequest, "unsupported_grant_type", 70003, $"The app requested an unsupported grant type '{grant}'.");

    public static SignInError InvalidScope(string scope) => new(
        StatusCodes.Status400BadRequest,
        "invalid_scope",
        1002012,
        $"The provided value for scope {scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the "
            + "resource identifier (application ID URI).");

    public static SignInError AuthorizationPending() => new(
        StatusCodes.Status400BadRequest,
        "authorization_pending",
        70016,
        "OAuth 2.0 device flow error. Authorization is pending. Continue polling.");

    public static SignInError DeviceCodeDeclined() => new(
        StatusCodes.Status400BadRequest, "authorization_declined", 70018, "The end user denied the authorization request.");

    public static SignInError DeviceCodeUnknown() => new(
        StatusCodes.Status400BadRequest, "bad_verification_code", 70018, "Invalid verification code due to User typing in wrong user code for device code flow.");

    public static SignInError DeviceCodeExpired() => new(
        StatusCodes.Status400BadRequest, "expired_token", 70020, "The provided value for the input parameter 'device_code' is not valid. This device code has expired.");

    public static SignInError AssertionMalformed() => new(
        StatusCodes.Status401Unauthorized, "invalid_client", 50027, "JWT token is invalid or malformed.");

    public static SignInError AssertionExpired() => new(
        StatusCodes.Status401Unauthorized, "invalid_client", 700024, "Client assertion is not within its valid time range.");

    public static SignInError AssertionForSomebodyElse(string audience) => new(
        StatusCodes.Status401Unauthorized,
        "invalid_client",
        700212,
        $"No matching federated identity record found for presented assertion audience '{audience}'.");

    public static SignInError CertificateUnknown(string thumbprint) => new(
        StatusCodes.Status401Unauthorized,
        "invalid_client",
        700027,
        "The certificate with identifier used to sign the client assertion is not registered on application. [Reason - The key was not found., "
            + $"Thumbprint of key used by client: '{thumbprint}'].");

    public static SignInError FederationUnknown(string issuer, string subject) => new(
        StatusCodes.Status401Unauthorized,
        "invalid_client",
        700213,
        $"No matching federated identity record found for presented assertion issuer '{issuer}' and subject '{subject}'. "
            + "Please check your federated identity credential Subject, Audience and Issuer against the presented assertion.");

    public Task ExecuteAsync(HttpContext httpContext)
    {

        var trace = Guid.NewGuid();
        var correlation = Guid.NewGuid();
        var timestamp = DateTimeOffset.UtcNow.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return new JsonResult(
            new
            {
                error = Error,
                error_description = string.Create(
                    CultureInfo.InvariantCulture,
                    $"AADSTS{Code}: {Description} Trace ID: {trace} Correlation ID: {correlation} Timestamp: {timestamp}"),
                error_codes = new[] { Code },
                timestamp,
                trace_id = trace,
                correlation_id = correlation,
            },
            Status).ExecuteAsync(httpContext);
    }
}
