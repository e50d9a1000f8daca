using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Pipeline.Errors;

namespace Pipeline.Releases.Proving;

/// <summary>Evidence as JSON. The canonical form has its names sorted and no white space, so that its digest depends on the content alone.</summary>
public static class EvidenceJson
{
    internal static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NewLine = "\n",
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
    };

    private static readonly JsonSerializerOptions Indented = new(Options) { WriteIndented = true };

    /// <summary>One record, for people and files.</summary>
    public static string Write(EvidenceRecord record) => JsonSerializer.Serialize(record, Indented) + "\n";

    /// <summary>A bundle, as a release's record holds it.</summary>
    public static JsonObject ToJson(EvidenceBundle bundle)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        return new JsonObject { ["digest"] = bundle.Digest, ["records"] = ToNode(bundle.Records) };
    }

    /// <summary>Reads what <see cref="ToJson"/> wrote, and holds it against the digest that it names.</summary>
    /// <exception cref="PipelineException">PIPE9701: it is no evidence, or was changed since.</exception>
    public static EvidenceBundle FromJson(JsonObject? json, string source)
    {
        if (json is null)
            return EvidenceBundle.Empty;
        try
        {
            var bundle = EvidenceBundle.Of(json["records"].Deserialize<List<EvidenceRecord>>(Options) ?? []);
            return (string?)json["digest"] == bundle.Digest
                ? bundle
                : throw Unreadable(source, $"its digest is {bundle.Digest}, and it names {(string?)json["digest"] ?? "none"}: it was changed.", null);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw Unreadable(source, error.Message, error);
        }
    }

    /// <summary>Reads one record.</summary>
    /// <exception cref="PipelineException">PIPE9701: it is none.</exception>
    public static EvidenceRecord Read(string json, string source)
    {
        try
        {
            return JsonSerializer.Deserialize<EvidenceRecord>(json, Options) ?? throw Unreadable(source, "it is null.", null);
        }
        catch (JsonException error)
        {
            throw Unreadable(source, error.Message, error);
        }
    }

    internal static JsonNode? ToNode(IReadOnlyList<EvidenceRecord> records) => JsonSerializer.SerializeToNode(records, Options);

    private static PipelineException Unreadable(string source, string why, Exception? inner) =>
        new(ReleaseErrors.UnreadableEvidence, $"The evidence in {source} can't be used: {why} Run the stage that leaves it again.", inner);
}
