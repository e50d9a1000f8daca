using System.Text.Json.Nodes;
using Pipeline.Kubernetes.Manifests;
using Pipeline.Kubernetes.Rendering;
using Pipeline.Kubernetes.Validating;

namespace Pipeline.Kubernetes.Tests.Validating;

/// <summary>What a real API server took we take; what it refused for itself we refuse. (Recorded; the folder is named by KUBERNETES_RECORDINGS.)</summary>
public sealed class RecordingTests
{
    private const string Variable = "KUBERNETES_RECORDINGS";

    // What depends on the live object, or on the request beside the object.
    private static readonly string[] NotOfTheObject = ["field is immutable", "PatchOptions", "on the URL", "Conflict"];

    [RequiresRecordings]
    public void What_the_server_took_has_no_error_of_form()
    {
        var taken = Exchanges().Where(x => x.Status is 200 or 201 && x.Body is not null && x.Path.Contains("fieldManager=pipeline", StringComparison.Ordinal)).ToList();

        Assert.True(taken.Count > 30, $"{taken.Count} recorded");
        None(Errors(taken.Select(x => x.Body!)));
    }

    [RequiresRecordings]
    public void What_the_server_gave_has_none_either()
    {
        var given = Exchanges().Where(x => x.Status is 200 or 201).SelectMany(x => Objects(x.Response)).Where(x => x.At("metadata").Text("name") is { Length: > 0 }).ToList();

        Assert.True(given.Count > 60, $"{given.Count} recorded");
        None(Errors(given));
    }

    [RequiresRecordings]
    public void What_the_server_refused_has_one()
    {
        var refused = Exchanges().Where(x => x.Status is 422 or 500 && x.Body is not null && x.Message.Length > 0 && !NotOfTheObject.Any(y => x.Message.Contains(y, StringComparison.Ordinal))).ToList();

        Assert.True(refused.Count >= 8, $"{refused.Count} recorded");
        None(string.Join('\n', refused.Where(x => Errors([x.Body!]).Length == 0).Select(x => $"{x.Message}: {x.Body!.ToJsonString()}")));
    }

    private static void None(string found) => Assert.True(found.Length == 0, found);

    // Each by itself, beside the definition of the recordings' custom kind.
    private static string Errors(IEnumerable<JsonObject> objects)
    {
        var definitions = Exchanges().Select(x => x.Body).OfType<JsonObject>().Where(x => x.Text("kind") == "CustomResourceDefinition").Select(x => new ManifestObject(x, "recording")).ToList();
        var schemas = Kubernetes.Validating.Schemas.CustomSchemas.None.With(definitions);
        return string.Join('\n', objects.SelectMany(x => ManifestValidator.Validate(new ValidationRequest(new RenderedManifests([new ManifestObject(x, "recording")])) { Version = new(1, 36), Schemas = schemas })
            .Where(y => y.Severity == FindingSeverity.Error && !y.Rule.IsWaivable).Select(y => $"{y} in {x.ToJsonString()[..Math.Min(200, x.ToJsonString().Length)]}")));
    }

    private static IEnumerable<JsonObject> Objects(JsonNode? response) => response is not JsonObject map ? []
        : map["items"] is JsonArray items ? items.OfType<JsonObject>().Where(x => x.Has("kind"))
        : map.Text("kind") is null or "Status" or "Scale" ? [] : [map];

    private static IEnumerable<Exchange> Exchanges() =>
        from file in Directory.EnumerateFiles(Environment.GetEnvironmentVariable(Variable)!, "*.json").Order(StringComparer.Ordinal)
        from exchange in JsonNode.Parse(File.ReadAllText(file))!["exchanges"]!.AsArray()
        let response = exchange!["response"]!
        select new Exchange(
            (string)exchange["request"]!["path"]!,
            exchange["request"]!["body"] is JsonObject body && body.Has("kind") ? body : null,
            (int)response["status"]!,
            response["body"] is JsonObject answer ? answer : null,
            response["body"].Text("message") ?? "");

    private sealed record Exchange(string Path, JsonObject? Body, int Status, JsonNode? Response, string Message);

    [AttributeUsage(AttributeTargets.Method)]
    private sealed class RequiresRecordingsAttribute : FactAttribute
    {
        public RequiresRecordingsAttribute()
        {
            if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Variable)))
                Skip = $"Set {Variable} to a folder with recorded exchanges.";
        }
    }
}
