using Pipeline.Kubernetes.Tests.Validating;
using static Pipeline.Kubernetes.Tests.Validating.Sample;

namespace Pipeline.Kubernetes.Tests.Policies;

internal static class ReliabilityCases
{
    private const string Budget = "{apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: {name: a}, spec: {selector: {matchLabels: {app: a}}, %}}";

    public static IReadOnlyList<RuleCase> All { get; } =
    [
        new("K8S201", Served("tty: true"), Served("readinessProbe: {tcpSocket: {port: 1}}"), "has no readiness probe"),
        new("K8S202", Served("tty: true"), Served("livenessProbe: {tcpSocket: {port: 1}}"), "has no liveness probe"),
        new("K8S202", Served("tty: true"), Container("tty: true"), "Deployment/a"),
        new("K8S203", Served("readinessProbe: {httpGet: {path: /h, port: 1}}, livenessProbe: {periodSeconds: 30, httpGet: {path: /h, port: 1}}"), Served("readinessProbe: {httpGet: {path: /ready, port: 1}}, livenessProbe: {httpGet: {path: /live, port: 1}}"), "asks what its readiness probe asks"),
        new("K8S204", Served("readinessProbe: {httpGet: {path: /r, port: 1}}, livenessProbe: {periodSeconds: 2, failureThreshold: 2, httpGet: {path: /l, port: 1}}"), Served("readinessProbe: {periodSeconds: 5, failureThreshold: 1, tcpSocket: {port: 1}}, livenessProbe: {httpGet: {path: /l, port: 1}}"), "restarted after 4 s, and leaves the Service only after 30 s"),

        new("K8S205", Served("tty: true", "replicas: 1"), Served("tty: true", "replicas: 2"), "runs one pod"),
        new("K8S205", Served("tty: true", "paused: false"), Together(Served("tty: true", "paused: false"), Scaler("minReplicas: 2, maxReplicas: 4")), "runs one pod"),
        new("K8S206", Served("tty: true"), Together(Served("tty: true"), Budget.Replace("%", "maxUnavailable: 1")), "no PodDisruptionBudget"),
        new("K8S206", Together(Served("tty: true"), Budget.Replace("app: a", "app: b").Replace("%", "maxUnavailable: 1")), Served("tty: true", "replicas: 1"), "no PodDisruptionBudget"),
        new("K8S207", Together(Served("tty: true"), Budget.Replace("%", "maxUnavailable: 0")), Together(Served("tty: true"), Budget.Replace("%", "maxUnavailable: 1")), "no pod may ever be evicted"),
        new("K8S207", Together(Served("tty: true"), Budget.Replace("%", "minAvailable: 2")), Together(Served("tty: true"), Budget.Replace("%", "minAvailable: 1")), "none of them can be evicted"),
        new("K8S207", Together(Served("tty: true"), Budget.Replace("%", "minAvailable: 51%")), Together(Served("tty: true"), Budget.Replace("%", "minAvailable: 50%")), "there may be 2 pods"),
        new("K8S208", Served("tty: true"), Served("tty: true", pod: "topologySpreadConstraints: [{maxSkew: 1, topologyKey: kubernetes.io/hostname, whenUnsatisfiable: ScheduleAnyway}]"), "nothing spreads"),
        new("K8S208", Served("tty: true"), Served("tty: true", pod: "affinity: {podAntiAffinity: {}}"), "Deployment/a"),
        new("K8S215", Served("tty: true", pod: "topologySpreadConstraints: [{maxSkew: 1, topologyKey: a, whenUnsatisfiable: ScheduleAnyway, labelSelector: {matchLabels: {app: b}}}]"), Served("tty: true", pod: "topologySpreadConstraints: [{maxSkew: 1, topologyKey: a, whenUnsatisfiable: ScheduleAnyway, labelSelector: {matchLabels: {app: a}}}]"), "doesn't match the pod's own labels"),
        new("K8S209", Served("tty: true"), Served("tty: true", "strategy: {rollingUpdate: {maxUnavailable: 0}}"), "25% (the default)"),
        new("K8S209", Served("tty: true", "strategy: {type: Recreate}"), Served("tty: true", "strategy: {rollingUpdate: {maxUnavailable: 0%}}"), "stops all pods"),
        new("K8S210", Served("tty: true"), Served("lifecycle: {preStop: {sleep: {seconds: 5}}}"), "has no preStop"),
        new("K8S211", Served("lifecycle: {preStop: {sleep: {seconds: 30}}}"), Served("lifecycle: {preStop: {sleep: {seconds: 29}}}"), "preStop alone takes 30 s"),
        new("K8S211", Served("lifecycle: {preStop: {exec: {command: [/bin/sh, -c, 'sleep 20; kill 1']}}}", pod: "terminationGracePeriodSeconds: 15"), Served("lifecycle: {preStop: {exec: {command: [sleep, '5']}}}", pod: "terminationGracePeriodSeconds: 15"), "takes 20 s"),
        new("K8S211", Pod("terminationGracePeriodSeconds: 0"), Pod("terminationGracePeriodSeconds: 1"), "killed without a word"),
        new("K8S214", Claimed("ReadWriteOnce", "replicas: 2"), Claimed("ReadWriteMany", "replicas: 2"), "there are several replicas"),
        new("K8S214", Claimed("ReadWriteOncePod", "replicas: 1"), Claimed("ReadWriteOncePod", "replicas: 1, strategy: {type: Recreate}"), "a rolling update runs two pods"),

        new("K8S212", Together(Served("tty: true"), Scaler("maxReplicas: 4")), Together(Served("tty: true", "paused: false"), Scaler("maxReplicas: 4")), "an autoscaler decides it"),
        new("K8S213", Scaler("minReplicas: 2, maxReplicas: 2"), Scaler("minReplicas: 2, maxReplicas: 3"), "is the same as minReplicas"),
        new("K8S216", Together(Served("tty: true"), Scaler("maxReplicas: 4, metrics: [{type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 70}}}]")), Together(Served("resources: {requests: {cpu: 1}}"), Scaler("maxReplicas: 4, metrics: [{type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 70}}}]")), "has no request for cpu"),
        new("K8S217", Together(Scaler("maxReplicas: 4"), Scaler("maxReplicas: 4").Replace("metadata: {name: a}", "metadata: {name: b}")), Together(Scaler("maxReplicas: 4"), Scaler("maxReplicas: 4").Replace("name: a", "name: b")), "has the same target"),
    ];

    private static string Scaler(string spec) => Spec("autoscaling/v2", "HorizontalPodAutoscaler", $"scaleTargetRef: {{kind: Deployment, name: a}}, {spec}");

    private static string Claimed(string mode, string spec) => Together(
        Served("tty: true", spec, "volumes: [{name: v, persistentVolumeClaim: {claimName: p}}]"),
        $"{{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {{name: p}}, spec: {{accessModes: [{mode}]}}}}");
}
