using Pipeline.Kubernetes.Manifests;
using Pipeline.Kubernetes.Policies;
using Pipeline.Kubernetes.Rendering;
using Pipeline.Kubernetes.Reporting;
using Pipeline.Kubernetes.Validating;
using Pipeline.Kubernetes.Validating.Schemas;

namespace Pipeline.Kubernetes.Tests.Validating;

/// <summary>Manifests in few words, and what is found in them.</summary>
internal static class Sample
{
    public static string Container(string fields) => Pod($"containers: [{{name: a, image: i, {fields}}}]");

    public static string Init(string fields) => Pod($"containers: [{{name: a, image: i}}], initContainers: [{{name: b, image: i, {fields}}}]");

    public static string Pod(string fields) => $"{{apiVersion: v1, kind: Pod, metadata: {{name: a}}, spec: {{{(fields.Contains("containers:", StringComparison.Ordinal) ? "" : "containers: [{name: a, image: i}], ")}{fields}}}}}";

    /// <summary>A Deployment with a Service before it.</summary>
    public static string Served(string container, string spec = "replicas: 2", string pod = "restartPolicy: Always") => Together(
        "{apiVersion: apps/v1, kind: Deployment, metadata: {name: a}, spec: {" + spec + ", selector: {matchLabels: {app: a}}, template: {metadata: {labels: {app: a}}, spec: {" + pod + ", containers: [{name: a, image: i, " + container + "}]}}}}",
        "{apiVersion: v1, kind: Service, metadata: {name: a}, spec: {selector: {app: a}, ports: [{port: 80}]}}");

    public static string Object(string apiVersion, string kind, string fields) => $"{{apiVersion: {apiVersion}, kind: {kind}, metadata: {{name: a}}, {fields}}}";

    public static string Spec(string apiVersion, string kind, string spec) => Object(apiVersion, kind, $"spec: {{{spec}}}");

    public static string Together(params string[] objects) => string.Join("\n---\n", objects);

    public static ReviewRequest Request(string yaml) => new(Manifests(yaml));

    public static RenderedManifests Manifests(string yaml) => new(ManifestReader.Read(yaml, "test.yaml"));

    public static IReadOnlyList<Finding> Review(string yaml) => Review(Request(yaml));

    public static IReadOnlyList<Finding> Review(ReviewRequest request) => ManifestReview.Review(request, CustomSchemas.None, []).Findings;

    /// <summary>Each case fires where it should, and says so; and doesn't where it shouldn't.</summary>
    public static void Check(RuleCase item, ReviewRequest? options = null)
    {
        var fired = Of(item.Fires);
        var quiet = Of(item.Quiet);

        Assert.True(fired.Count > 0, $"{item.Rule} doesn't fire for {item.Fires}");
        Assert.Contains(fired, x => x.ToString().Contains(item.Says, StringComparison.Ordinal));
        Assert.True(quiet.Count == 0, $"{item.Rule} fires for {item.Quiet}: {string.Join("; ", quiet)}");

        List<Finding> Of(string yaml) => [.. Review((options ?? Request(yaml)) with { Manifests = Manifests(yaml) }).Where(x => x.Rule.Id == item.Rule)];
    }
}
