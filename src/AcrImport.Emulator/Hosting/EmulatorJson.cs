using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AcrImport.Emulator.Hosting;

/// <summary>JSON as the services write it.</summary>
internal static class EmulatorJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        // The services do not write a quotation mark as \u0022; clients show their messages as they are.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>As .NET writes it by itself, with ' as \u0027: seen in the words of a registry's firewall.</summary>
    public static readonly JsonSerializerOptions Escaped = new(Options) { Encoder = JavaScriptEncoder.Default };

    public static readonly JsonSerializerOptions Indented = new(Options) { WriteIndented = true };
}
