using AcrImport.Azure.Http;

namespace AcrImport.Azure.Auth;

/// <summary>Tells what a credential's exception means, in a type that every room knows.</summary>
internal static class SignInFailure
{
    private const string IdentityNamespace = "Azure.Identity";

    /// <returns>The failure to tell, or null where the exception is no failure of signing in.</returns>
    public static AcrImportException? From(Exception failure)
    {
        if (failure is AcrImportException told)
        {
            return told;
        }

        // By name, since naming the type would load Azure.Identity for every failure of every request.
        if (failure.GetType().Namespace != IdentityNamespace)
        {
            return null;
        }

        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            if (cause is HttpRequestException or IOException)
            {
                return new AcrImportException(
                    AcrErrorKind.EndpointUnreachable, $"Signing in failed, since the authority did not answer: {cause.Message}", failure);
            }
        }

        // The outer message ends with a colon; what Entra said is in the cause.
        var said = FirstLine.Of((failure.InnerException ?? failure).Message);
        return new AcrImportException(AcrErrorKind.CredentialRejected, $"Signing in was refused by Microsoft Entra ID: {said}", failure);
    }
}
