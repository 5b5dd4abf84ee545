using System.Net.Http.Headers;
using AcrImport.Emulator.Access;
using AcrImport.Emulator.Tokens;

namespace AcrImport.Emulator.Arm;

/// <summary>What every request to Azure Resource Manager has in common: a token, an api-version, and headers in the answer.</summary>
internal sealed class ArmGate(EntraTokens entra, Uri address, TimeProvider time)
{
    public const string ClientRequestId = "x-ms-client-request-id";
    public const string Region = "WESTUS";

    /// <summary>Returns who sent a request that came through the gate.</summary>
    public static Principal CallerOf(HttpContext context) =>
        context.Features.Get<Principal>() ?? throw new InvalidOperationException("The request did not come through the gate.");

    public async Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        AddHeaders(context);
        if (await RefusalOfAsync(context) is { } refusal)
        {
            if (refusal.Status == StatusCodes.Status401Unauthorized)
            {
                context.Response.Headers.WWWAuthenticate =
                    $"Bearer authorization_uri=\"{address.GetLeftPart(UriPartial.Authority)}/{entra.Tenant.Id}\", error=\"invalid_token\", "
                    + $"error_description=\"{refusal.Message}\"";
            }

            await refusal.ExecuteAsync(context);
            return;
        }

        await next(context);
    }

    private async Task<ArmError?> RefusalOfAsync(HttpContext context)
    {
        var request = context.Request;
        if (!AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var header)
            || !"Bearer".Equals(header.Scheme, StringComparison.OrdinalIgnoreCase)
            || string.IsNullOrEmpty(header.Parameter))
        {
            return ArmErrors.AuthenticationMissing;
        }

        var read = await entra.ReadAsync(header.Parameter);
        if (read.Token is not { } token)
        {
            return read.Expired is { } expired ? ArmErrors.TokenExpired(expired, time.GetUtcNow()) : ArmErrors.TokenInvalid;
        }

        if (!EntraTokens.IsForResourceManager(token, address))
        {
            return ArmErrors.AudienceInvalid;
        }

        context.Features.Set(entra.PrincipalOf(token));
        return string.IsNullOrEmpty(request.Query["api-version"]) ? ArmErrors.ApiVersionMissing : null;
    }

    private void AddHeaders(HttpContext context)
    {
        var headers = context.Response.Headers;
        var id = Guid.NewGuid().ToString();
        var clientId = context.Request.Headers[ClientRequestId].ToString();
        headers.CacheControl = "no-cache";
        headers.Pragma = "no-cache";
        headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
        headers.XContentTypeOptions = "nosniff";
        headers["x-ms-request-id"] = id;
        headers["x-ms-correlation-request-id"] = Guid.TryParse(clientId, out var correlation) ? correlation.ToString() : id;
        headers["x-ms-routing-request-id"] = $"{Region}:{time.GetUtcNow():yyyyMMdd'T'HHmmss'Z'}:{id}";
        var bucket = HttpMethods.IsGet(context.Request.Method) ? ("reads", "249", "3749") : ("writes", "199", "2999");
        headers[$"x-ms-ratelimit-remaining-subscription-{bucket.Item1}"] = bucket.Item2;
        headers[$"x-ms-ratelimit-remaining-subscription-global-{bucket.Item1}"] = bucket.Item3;
        if (context.Request.Headers["x-ms-return-client-request-id"] == "true" && correlation != Guid.Empty)
        {
            headers[ClientRequestId] = correlation.ToString();
        }
    }
}
