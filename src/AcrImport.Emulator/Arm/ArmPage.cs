using System.Globalization;
using System.Text.Json.Nodes;
using AcrImport.Emulator.Hosting;

namespace AcrImport.Emulator.Arm;

/// <summary>Answers with one page of a list, and with the link to the next one where there is more.</summary>
internal static class ArmPage
{
    // Small, so that a handful of registries makes a client follow links.
    public const int Size = 5;

    private const string Skip = "$skiptoken";

    public static IResult Of(HttpRequest request, Uri address, IReadOnlyList<EmulatorRegistry> registries, Func<EmulatorRegistry, JsonObject> body)
    {
        var text = request.Query[Skip].ToString();
        var start = 0;
        if (text.Length > 0 && !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out start))
        {
            return new ArmError(StatusCodes.Status400BadRequest, "InvalidSkipToken", $"The provided skip token '{text}' is not valid.");
        }

        var page = new JsonObject { ["value"] = new JsonArray([.. registries.Skip(start).Take(Size).Select(body)]) };
        var next = (long)start + Size;
        if (next < registries.Count)
        {
            var others = QueryString.Create(request.Query.Where(parameter => parameter.Key != Skip));
            var query = others.Add(Skip, next.ToString(CultureInfo.InvariantCulture));
            page["nextLink"] = new Uri(address, request.Path.ToUriComponent() + query.ToUriComponent()).AbsoluteUri;
        }

        return new JsonResult(page);
    }
}
