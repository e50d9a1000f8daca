using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Errors;
using Pipeline.Releases.Policies;
using Pipeline.Releases.Proving;

namespace Pipeline.Releases.Planning;

/// <summary>A release plan as JSON: for the reviewers' machine, and for saying what moved.</summary>
public static class ReleasePlanFile
{
    private static readonly JsonSerializerOptions Options = new(EvidenceJson.Options) { WriteIndented = true, Converters = { new BundleConverter() } };

    /// <summary>Writes the plan with its hash.</summary>
    public static string Write(ReleasePlan plan)
    {
        var json = JsonSerializer.SerializeToNode(plan, Options)!.AsObject();
        return json.ToJsonString(Options) + "\n";
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="PipelineException">PIPE9704: it is no plan, or was changed after it was saved.</exception>
    public static ReleasePlan Read(string text, string source)
    {
        try
        {
            var json = JsonNode.Parse(text)!.AsObject();
            var named = (string?)json["hash"];
            json.Remove("hash");
            var plan = json.Deserialize<ReleasePlan>(Options)!;
            return plan.Hash == named ? plan : throw Unreadable(source, $"its hash is {plan.Hash}, and it names {named ?? "none"}: it was changed.", null);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or NullReferenceException)
        {
            throw Unreadable(source, error.Message, error);
        }
    }

    private static PipelineException Unreadable(string source, string why, Exception? inner) => new(ReleaseErrors.UnreadablePlan, $"The release plan {source} can't be used: {why} Make it again with ./build.sh PlanRelease.", inner) { ExitCode = 2 };

    private sealed class BundleConverter : System.Text.Json.Serialization.JsonConverter<EvidenceBundle>
    {
        public override EvidenceBundle Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            EvidenceJson.FromJson(JsonNode.Parse(ref reader) as JsonObject, "the plan");

        public override void Write(Utf8JsonWriter writer, EvidenceBundle value, JsonSerializerOptions options) => EvidenceJson.ToJson(value).WriteTo(writer);
    }
}
