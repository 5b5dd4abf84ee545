using System.Text.Json;
using System.Text.Json.Serialization;

namespace AcrImport.Emulator.Faults;

/// <summary>A plan as a file or a request holds it: <c>{"seed":7,"faults":[{"kind":"throttle","plane":"arm","count":1,"seconds":10}]}</c>.</summary>
internal sealed record FaultDocument
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        // A misspelt scope would make a fault strike everywhere.
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
    };

    public int Seed { get; init; }

    public IReadOnlyList<Fault> Faults { get; init; } = [];

    /// <exception cref="ArgumentException">The file is not a plan; the message says why.</exception>
    public static FaultDocument Read(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            return JsonSerializer.Deserialize<FaultDocument>(file, Json) ?? new FaultDocument();
        }
        catch (JsonException e)
        {
            throw new ArgumentException($"The faults file '{path}' cannot be understood: {e.Message}", nameof(path), e);
        }
    }
}
