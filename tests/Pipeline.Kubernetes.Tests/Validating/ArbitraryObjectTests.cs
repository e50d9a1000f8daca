using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Pipeline.Kubernetes.Manifests;
using Pipeline.Kubernetes.Rendering;
using Pipeline.Kubernetes.Reporting;
using Pipeline.Kubernetes.Tests.Reporting;
using Pipeline.Kubernetes.Validating.Schemas;

namespace Pipeline.Kubernetes.Tests.Validating;

/// <summary>Whatever a manifest holds, a review ends with findings, never with an exception.</summary>
public sealed class ArbitraryObjectTests
{
    private static readonly string[] Kinds =
        ["v1 Pod", "v1 Service", "v1 Namespace", "v1 Secret", "v1 ConfigMap", "v1 ResourceQuota", "v1 LimitRange", "apps/v1 Deployment", "apps/v1 StatefulSet", "batch/v1 Job", "batch/v1 CronJob",
         "autoscaling/v2 HorizontalPodAutoscaler", "policy/v1 PodDisruptionBudget", "networking.k8s.io/v1 NetworkPolicy", "networking.k8s.io/v1 Ingress", "rbac.authorization.k8s.io/v1 Role",
         "rbac.authorization.k8s.io/v1 RoleBinding", "apiextensions.k8s.io/v1 CustomResourceDefinition", "example.com/v1 Widget"];

    private static readonly string[] Names =
        ["metadata", "spec", "template", "containers", "initContainers", "labels", "annotations", "selector", "matchLabels", "matchExpressions", "ports", "port", "name", "env", "value", "valueFrom", "volumes",
         "resources", "limits", "requests", "cpu", "securityContext", "capabilities", "drop", "rules", "verbs", "scaleTargetRef", "minReplicas", "maxReplicas", "metrics", "resource", "target", "hard", "data",
         "schema", "openAPIV3Schema", "properties", "versions", "names", "kind", "http", "paths", "backend", "service", "tls", "hosts", "egress", "to", "ipBlock", "cidr", "except", "lifecycle", "preStop",
         "exec", "command", "jobTemplate", "schedule", "strategy", "rollingUpdate", "maxSurge", "maxUnavailable", "pipeline/waive-K8S408", "", "a.b/c", "it's"];

    private static readonly Gen<JsonNode?> Scalars = Gen.OneOf(
        Gen.Elements("", "a", "*", "80", "50%", "-1", "1e400", "64Mi", "* * * * *", "sha256:x", "a:b@c", "/", "=", "sleep", "2027-01-01 x", "\u0000", "AKIA0000000000000000").Select(x => (JsonNode?)x),
        Gen.Elements(0L, 1L, -1L, long.MaxValue).Select(x => (JsonNode?)x),
        Gen.Elements(0.5, 1e300, -1e-300).Select(x => (JsonNode?)x),
        Gen.Constant((JsonNode?)null).Select(x => x),
        Gen.Elements(true, false).Select(x => (JsonNode?)x));

    [Fact]
    public void A_review_never_throws() =>
        Prop.ForAll(Arb.From(Gen.Choose(1, 4).SelectMany(x => Gen.ListOf(Item(), x))), items =>
        {
            var report = ManifestReview.Review(new ReviewRequest(new RenderedManifests([.. items])) { Time = new FixedClock(2026, 11, 23), AllowedRegistries = ["ghcr.io"] }, CustomSchemas.None, []);
            TextReport.Write(report, new ReportOptions("/"));
            JsonReport.Write(report, new ReportOptions("/"));
            SarifReport.Write(report, new ReportOptions("/"));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(400));

    private static Gen<ManifestObject> Item() =>
        from kind in Gen.Elements(Kinds)
        from body in Map(5)
        from metadata in Map(2)
        select new ManifestObject(Complete(body, metadata, kind.Split(' ')), "test.yaml");

    private static JsonObject Complete(JsonObject body, JsonObject metadata, string[] kind)
    {
        body["apiVersion"] = kind[0];
        body["kind"] = kind[1];
        metadata["name"] = "a";
        body["metadata"] = metadata;
        return body;
    }

    private static Gen<JsonNode?> Node(int depth) => depth == 0 ? Scalars : Gen.Frequency(
        (2, Scalars),
        (4, Map(depth - 1).Select(x => (JsonNode?)x)),
        (2, Gen.Choose(0, 3).SelectMany(x => Gen.ListOf(Node(depth - 1), x)).Select(x => (JsonNode?)new JsonArray([.. x.Select(y => y?.DeepClone())]))));

    private static Gen<JsonObject> Map(int depth) =>
        from count in Gen.Choose(0, 6)
        from names in Gen.ListOf(Gen.Elements(Names), count)
        from values in Gen.ListOf(Node(depth), count)
        select new JsonObject(names.Zip(values).DistinctBy(x => x.First).Select(x => KeyValuePair.Create(x.First, x.Second?.DeepClone())));
}
