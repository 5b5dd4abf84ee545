using System.Text.Json;
using AcrImport.Azure.Http;

namespace AcrImport.Azure.Oci;

/// <summary>The first error of a registry's answer, <c>{"errors":[{"code","message"}]}</c>. Source: OCI distribution specification, "Error codes".</summary>
internal sealed class OciError
{
    private OciError(string code, string message)
    {
        Code = code;
        Message = message;
    }

    public string Code { get; }

    public string Message { get; }

    public static OciError? Read(JsonElement body)
    {
        foreach (var error in body.Items("errors"))
        {
            if (error.Text("code") is { } code)
            {
                return new OciError(code, error.Text("message") ?? "no message");
            }
        }

        return null;
    }
}
