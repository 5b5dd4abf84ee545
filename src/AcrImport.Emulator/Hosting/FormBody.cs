namespace AcrImport.Emulator.Hosting;

/// <summary>Reads forms from clients that may send anything.</summary>
internal static class FormBody
{
    /// <summary>Returns the form, or null where the body is not one.</summary>
    public static async Task<IFormCollection?> ReadAsync(HttpRequest request)
    {
        if (!request.HasFormContentType)
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
