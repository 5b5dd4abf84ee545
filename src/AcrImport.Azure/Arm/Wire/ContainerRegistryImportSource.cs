using System.Text.Json;

namespace AcrImport.Azure.Arm.Wire;

/// <summary>Where importImage reads from: <c>sourceImage</c> has no host in it, the host stands in <c>registryUri</c> without a scheme.</summary>
internal sealed class ContainerRegistryImportSource(string sourceImage)
{
    public string SourceImage { get; } = sourceImage;

    public string? ResourceId { get; set; }

    public string? RegistryAddress { get; set; }

    public ContainerRegistryImportSourceCredentials? Credentials { get; set; }

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        if (ResourceId is not null)
        {
            json.WriteString("resourceId", ResourceId);
        }

        if (RegistryAddress is not null)
        {
            json.WriteString("registryUri", RegistryAddress);
        }

        if (Credentials is not null)
        {
            json.WriteStartObject("credentials");
            if (Credentials.Username is not null)
            {
                json.WriteString("username", Credentials.Username);
            }

            json.WriteString("password", Credentials.Password);
            json.WriteEndObject();
        }

        json.WriteString("sourceImage", SourceImage);
        json.WriteEndObject();
    }
}
