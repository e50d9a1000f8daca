using System.Text.Json.Nodes;

namespace Pipeline.Kubernetes.Recording;

/// <summary>The images of a set's pods.</summary>
internal static class ImageList
{
    public static IReadOnlyList<string> Of(IEnumerable<JsonObject> bodies) =>
        [.. bodies.SelectMany(x => PodSpecs(x)).SelectMany(x => x.Items("containers").Concat(x.Items("initContainers"))).Select(x => x.Text("image")).OfType<string>().Distinct().Order(StringComparer.Ordinal)];

    private static IEnumerable<JsonNode?> PodSpecs(JsonObject body) => body.Text("kind") switch
    {
        "Pod" => [body["spec"]],
        "CronJob" => [body.At("spec", "jobTemplate", "spec", "template", "spec")],
        _ => [body.At("spec", "template", "spec")],
    };
}
