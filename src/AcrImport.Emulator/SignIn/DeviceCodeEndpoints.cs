using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using AcrImport.Emulator.Access;
using AcrImport.Emulator.Hosting;

namespace AcrImport.Emulator.SignIn;

/// <summary>Sign-in on another device. There is no page to type the code on: a test approves it with a request.</summary>
internal sealed class DeviceCodeEndpoints(Tenant tenant, Uri address, TimeProvider time)
{
    private const int Seconds = 900;
    private const string Approvals = "/emulator/device-codes/{userCode}";

    private readonly ConcurrentDictionary<string, DeviceCode> _codes = new(StringComparer.Ordinal);

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/{tenant}/oauth2/v2.0/devicecode", (Delegate)BeginAsync);
        routes.MapPost(Approvals, (HttpContext context, string userCode) => Answer(context, userCode, code => code.User = UserOf(context)));
        routes.MapDelete(Approvals, (HttpContext context, string userCode) => Answer(context, userCode, code => code.IsDeclined = true));
    }

    /// <summary>Takes the code of a poll: once somebody has signed in, it is worth one token.</summary>
    public SignInError? Take(string code, out Principal? user)
    {
        user = null;
        if (!_codes.TryGetValue(code, out var found))
        {
            return SignInError.DeviceCodeUnknown();
        }

        if (found.Expires <= time.GetUtcNow())
        {
            return SignInError.DeviceCodeExpired();
        }

        user = found.User;
        return found.IsDeclined ? SignInError.DeviceCodeDeclined()
            : user is null ? SignInError.AuthorizationPending()
            : _codes.TryRemove(code, out _) ? null
            : SignInError.DeviceCodeUnknown();
    }

    private async Task<IResult> BeginAsync(HttpContext context)
    {
        if (await FormBody.ReadAsync(context.Request) is not { } form || form["client_id"].ToString().Length == 0)
        {
            return SignInError.MissingParameter("client_id");
        }

        if (form["scope"].ToString().Length == 0)
        {
            return SignInError.MissingParameter("scope");
        }

        var code = new DeviceCode(
            Convert.ToHexString(RandomNumberGenerator.GetBytes(32)), Convert.ToHexString(RandomNumberGenerator.GetBytes(5))[..9], time.GetUtcNow().AddSeconds(Seconds));
        _codes[code.Code] = code;
        var url = new Uri(address, $"/emulator/device-codes/{code.UserCode}").AbsoluteUri;
        return new JsonResult(new
        {
            user_code = code.UserCode,
            device_code = code.Code,
            verification_uri = url,
            expires_in = Seconds,
            interval = 5,
            message = $"To sign in, POST to {url}; ?principal=NAME signs in somebody else than the owner.",
        });
    }

    private Principal? UserOf(HttpContext context) =>
        context.Request.Query["principal"].ToString() is { Length: > 0 } name ? tenant.FindName(name) : tenant.Owner;

    private IResult Answer(HttpContext context, string userCode, Action<DeviceCode> answer)
    {
        if (context.Connection.RemoteIpAddress is not { } caller || !IPAddress.IsLoopback(caller)
            || _codes.Values.FirstOrDefault(code => code.UserCode.Equals(userCode, StringComparison.OrdinalIgnoreCase)) is not { } code)
        {
            return Results.NotFound();
        }

        answer(code);
        return code.User is null && !code.IsDeclined ? Results.BadRequest() : Results.NoContent();
    }
}
