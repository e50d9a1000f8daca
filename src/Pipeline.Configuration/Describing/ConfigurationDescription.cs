using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Pipeline.Errors;

namespace Pipeline.Configuration.Describing;

/// <summary>
/// All settings of a program as data. A program prints it as JSON for <c>--describe-configuration</c>, and the build makes documents and checks of that:
/// so the build never references the program.
/// </summary>
public sealed record ConfigurationDescription
{
    private const int CurrentFormat = 1;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
    };

    /// <summary>The version of this format: 1. A later one may have fields that a reader doesn't know; it is refused.</summary>
    public int Format { get; init; } = CurrentFormat;

    /// <summary>The program's name: <c>AgentKit.Server</c>.</summary>
    public required string Service { get; init; }

    /// <summary>The settings, in groups.</summary>
    public required IReadOnlyList<GroupDescription> Groups { get; init; }

    /// <summary>The settings of all groups.</summary>
    [JsonIgnore]
    public IReadOnlyList<SettingDescription> Settings => [.. Groups.SelectMany(x => x.Settings)];

    /// <summary>As JSON, the same text for the same settings.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Options);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="PipelineException">PIPE9402: it is something else.</exception>
    public static ConfigurationDescription Read(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            var read = JsonSerializer.Deserialize<ConfigurationDescription>(json, Options) ?? throw new JsonException("It is null.");
            return read.Format == CurrentFormat
                ? read
                : throw new PipelineException(ConfigurationErrors.InvalidDescription, $"The description of settings has format {read.Format}; this program reads format {CurrentFormat}. Build service and build program from the same sources.");
        }
        catch (JsonException error)
        {
            throw new PipelineException(ConfigurationErrors.InvalidDescription, $"The description of settings can't be read: {error.Message} It must be what the service prints for --describe-configuration.", error);
        }
    }
}
