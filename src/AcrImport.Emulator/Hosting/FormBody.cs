namespace AcrImport.Emulator.Hosting;

/// <summary>Reads forms from clients that may send anything.</summary>
internal static class FormBody
{
    /// <summary>Returns the form, or null where the body is not one.</summary>
    public static async Task<IFormCollection?> ReadAsync(HttpRequest request)
    {
        // OAuth knows no other kind of form, and ASP.NET's reading of the multipart kind trips over broken ones.
        if (request.GetTypedHeaders().ContentType?.MediaType.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) != true)
        {
            return null;
        }

        try
        {
            return await request.ReadFormAsync(request.HttpContext.RequestAborted);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
