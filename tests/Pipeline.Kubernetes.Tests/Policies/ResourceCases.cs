using Pipeline.Kubernetes.Tests.Validating;
using static Pipeline.Kubernetes.Tests.Validating.Sample;

namespace Pipeline.Kubernetes.Tests.Policies;

internal static class ResourceCases
{
    private static readonly string Digest = "sha256:" + new string('a', 64);

    public static IReadOnlyList<RuleCase> All { get; } =
    [
        new("K8S301", Container("resources: {requests: {cpu: 1}}"), Container("resources: {requests: {cpu: 1, memory: 1Gi}}"), "no requests for memory"),
        new("K8S301", Init("tty: true"), Pod("containers: [{name: a, image: i, resources: {limits: {cpu: 1, memory: 1Gi}}}]"), "no requests for cpu and memory"),
        new("K8S302", Container("resources: {limits: {cpu: 1}}"), Container("resources: {limits: {memory: 1Gi}}"), "no limits for memory"),
        new("K8S303", Container("resources: {limits: {memory: 1Gi}}"), Container("resources: {limits: {cpu: 1}}"), "no limits for cpu"),
        new("K8S304", Container("resources: {}"), Container("resources: {requests: {ephemeral-storage: 1Gi}, limits: {ephemeral-storage: 1Gi}}"), "ephemeral-storage"),
        new("K8S305", Pod("volumes: [{name: v, emptyDir: {}}]"), Pod("volumes: [{name: v, emptyDir: {sizeLimit: 1Gi}}]"), "the volume 'v'"),
        new("K8S310", Pod("containers: [{name: a, image: web}]"), Pod($"containers: [{{name: a, image: 'web@{Digest}'}}]"), "so it means latest"),
        new("K8S310", Pod("containers: [{name: a, image: 'registry:5000/web:1.2'}]"), Pod($"containers: [{{name: a, image: 'registry:5000/web:1.2@{Digest}'}}]"), "the tag '1.2' can be moved"),
        new("K8S310", Pod("containers: [{name: a, image: 'web@sha256:123'}]"), Pod($"containers: [{{name: a, image: 'a/b/c@{Digest}'}}]"), "'sha256:123' is no sha256 digest"),
        new("K8S310", Pod("containers: [{name: a, image: ''}]"), Pod($"containers: [{{name: a, image: 'web@{Digest}'}}]"), "there is none"),
        new("K8S311", Pod("containers: [{name: a, image: 'web:latest'}]"), Pod($"containers: [{{name: a, image: 'web:latest@{Digest}'}}, {{name: b, image: 'web:1'}}]"), "whatever is latest"),
        new("K8S321", Namespaced(""), Namespaced("{apiVersion: v1, kind: ResourceQuota, metadata: {name: q, namespace: n}}"), "no ResourceQuota"),
        new("K8S322", Namespaced(""), Namespaced("{apiVersion: v1, kind: LimitRange, metadata: {name: q, namespace: n}}"), "no LimitRange"),
        new("K8S323", Quota("requests.cpu: 3", "replicas: 3"), Quota("requests.cpu: 4", "replicas: 3"), "come to 4"),
        new("K8S323", Quota("pods: 5", "replicas: 4, strategy: {rollingUpdate: {maxSurge: 50%}}"), Quota("pods: 6", "replicas: 4, strategy: {rollingUpdate: {maxSurge: 50%}}"), "come to 6"),
        new("K8S323", Quota("limits.memory: 1Gi", "replicas: 1, strategy: {type: Recreate}"), Quota("limits.memory: 2Gi", "replicas: 1, strategy: {type: Recreate}"), "limits.memory"),
        new("K8S323", Together(Quota("requests.cpu: 4", "paused: true"), "{apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: {name: a}, spec: {maxReplicas: 4, scaleTargetRef: {kind: Deployment, name: a}}}"), Together(Quota("requests.cpu: 5", "paused: true"), "{apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: {name: a}, spec: {maxReplicas: 4, scaleTargetRef: {kind: Deployment, name: a}}}"), "come to 5"),
    ];

    /// <summary>Where images may come from only ghcr.io/acme and any private registry of AWS.</summary>
    public static IReadOnlyList<RuleCase> Registries { get; } =
    [
        new("K8S312", Pod("containers: [{name: a, image: nginx}]"), Pod("containers: [{name: a, image: ghcr.io/acme/web}]"), "'nginx' comes from none of ghcr.io/acme"),
        new("K8S312", Pod("containers: [{name: a, image: ghcr.io/acmeevil/web}]"), Pod("containers: [{name: a, image: '1.dkr.ecr.eu-west-1.amazonaws.com/web:1'}]"), "acmeevil"),
    ];

    private static string Namespaced(string other) => Together("{apiVersion: v1, kind: Namespace, metadata: {name: n}}", other.Length > 0 ? other : "{apiVersion: v1, kind: ResourceQuota, metadata: {name: q, namespace: m}}");

    private static string Quota(string hard, string spec) => Together(Served("resources: {requests: {cpu: 1}, limits: {memory: 2Gi}}", spec + (spec.Contains("strategy", StringComparison.Ordinal) ? "" : ", strategy: {rollingUpdate: {maxSurge: 1}}")), Spec("v1", "ResourceQuota", $"hard: {{{hard}}}"));
}
