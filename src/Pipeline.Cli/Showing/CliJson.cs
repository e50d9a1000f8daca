using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pipeline.Cli.Showing;

/// <summary>Data as JSON: camel case, enumerations as words with hyphens, as the library writes its plans.</summary>
internal static class CliJson
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, s_options);
}
