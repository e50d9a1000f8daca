using static Pipeline.Kubernetes.Tests.Validating.Sample;

namespace Pipeline.Kubernetes.Tests.Validating;

internal static class ReferenceCases
{
    private const string Web = "{apiVersion: apps/v1, kind: Deployment, metadata: {name: a}, spec: {selector: {matchLabels: {app: a}}, template: {metadata: {labels: {app: a}}, spec: {containers: [{name: a, image: i, ports: [{name: http, containerPort: 80}]}]}}}}";
    private const string WebService = "{apiVersion: v1, kind: Service, metadata: {name: a}, spec: {selector: {app: a}, ports: [{name: http, port: 80, targetPort: http}]}}";
    private const string Config = "{apiVersion: v1, kind: ConfigMap, metadata: {name: c}, data: {k: v}}";
    private const string Hidden = "{apiVersion: v1, kind: Secret, metadata: {name: s}, stringData: {k: ''}}";

    public static IReadOnlyList<RuleCase> All { get; } =
    [
        // What selects.
        new("K8S012", Web.Replace("labels: {app: a}", "labels: {app: b}"), Web, "doesn't match the labels of its own pods, {app: b}"),
        new("K8S012", Web.Replace("matchLabels: {app: a}", "matchExpressions: [{key: app, operator: NotIn, values: [a]}]"), Web.Replace("matchLabels: {app: a}", "matchExpressions: [{key: app, operator: In, values: [a]}, {key: b, operator: DoesNotExist}]"), "doesn't match"),
        new("K8S012", Web.Replace("matchLabels: {app: a}", "matchLabels: {}"), Web, "{}"),
        new("K8S013", Together(Web, WebService.Replace("app: a", "app: b")), Together(Web, WebService), "matches no pod"),
        new("K8S013", WebService, "{apiVersion: v1, kind: Service, metadata: {name: a, annotations: {pipeline/external: Pod}}, spec: {selector: {app: a}, ports: [{port: 80}]}}", "matches no pod"),
        new("K8S013", Together(Web, Spec("policy/v1", "PodDisruptionBudget", "selector: {matchLabels: {app: b}}")), Together(Web, Spec("policy/v1", "PodDisruptionBudget", "selector: {matchLabels: {app: a}}")), "PodDisruptionBudget/a"),
        new("K8S013", Together(Web, Spec("networking.k8s.io/v1", "NetworkPolicy", "podSelector: {matchLabels: {app: b}}")), Together(Web, Spec("networking.k8s.io/v1", "NetworkPolicy", "podSelector: {}")), "NetworkPolicy/a"),
        new("K8S013", Together(Web, Spec("autoscaling/v2", "HorizontalPodAutoscaler", "maxReplicas: 2, scaleTargetRef: {kind: Deployment, name: b}")), Together(Web, Spec("autoscaling/v2", "HorizontalPodAutoscaler", "maxReplicas: 2, scaleTargetRef: {kind: Deployment, name: a}")), "there is no Deployment 'b'"),

        // What pods refer to.
        new("K8S014", Container("envFrom: [{configMapRef: {name: c}}]"), Together(Config, Container("envFrom: [{configMapRef: {name: c}}]")), "there is no ConfigMap 'c'"),
        new("K8S014", Container("envFrom: [{secretRef: {name: s}}]"), Container("envFrom: [{secretRef: {name: s, optional: true}}]"), "there is no Secret 's'"),
        new("K8S014", Together(Config, Container("env: [{name: A, valueFrom: {configMapKeyRef: {name: c, key: x}}}]")), Together(Config, Container("env: [{name: A, valueFrom: {configMapKeyRef: {name: c, key: k}}}]")), "ConfigMap 'c' has no key 'x'"),
        new("K8S014", Together(Hidden, Container("env: [{name: A, valueFrom: {secretKeyRef: {name: s, key: x}}}]")), Together(Hidden, Container("env: [{name: A, valueFrom: {secretKeyRef: {name: s, key: k}}}]")), "Secret 's' has no key 'x'"),
        new("K8S014", Pod("volumes: [{name: v, configMap: {name: c}}]"), Pod("volumes: [{name: v, configMap: {name: kube-root-ca.crt}}]"), "there is no ConfigMap 'c'"),
        new("K8S014", Together(Hidden, Pod("volumes: [{name: v, secret: {secretName: s, items: [{key: x, path: x}]}}]")), Together(Hidden, Pod("volumes: [{name: v, secret: {secretName: s, items: [{key: k, path: x}]}}]")), "no key 'x'"),
        new("K8S014", Pod("volumes: [{name: v, projected: {sources: [{secret: {name: s}}]}}]"), Together(Hidden, Pod("volumes: [{name: v, projected: {sources: [{secret: {name: s}}]}}]")), "there is no Secret 's'"),
        new("K8S014", Pod("volumes: [{name: v, persistentVolumeClaim: {claimName: p}}]"), Together(Pod("volumes: [{name: v, persistentVolumeClaim: {claimName: p}}]"), "{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: p}}"), "there is no PersistentVolumeClaim 'p'"),
        new("K8S014", Pod("serviceAccountName: s"), Pod("serviceAccountName: default"), "there is no ServiceAccount 's'"),
        new("K8S014", Pod("priorityClassName: high"), Pod("priorityClassName: system-cluster-critical"), "there is no PriorityClass 'high'"),
        new("K8S014", Pod("imagePullSecrets: [{name: r}]"), "{apiVersion: v1, kind: Pod, metadata: {name: a, annotations: {pipeline/external: 'Secret/r, Secret/x-*'}}, spec: {imagePullSecrets: [{name: r}, {name: x-1}], containers: [{name: a, image: i}]}}", "there is no Secret 'r'"),
        new("K8S014", Container("volumeMounts: [{name: v, mountPath: /v}]"), Pod("volumes: [{name: v, emptyDir: {}}], containers: [{name: a, image: i, volumeMounts: [{name: v, mountPath: /v}]}]"), "mounts the volume 'v'"),
        new("K8S014", Container("readinessProbe: {httpGet: {path: /, port: http}}"), Container("ports: [{name: http, containerPort: 80}], readinessProbe: {httpGet: {path: /, port: http}}"), "has no port 'http'"),

        // What others refer to.
        new("K8S014", Together(Web, WebService.Replace("targetPort: http", "targetPort: web")), Together(Web, WebService), "have no port 'web'"),
        new("K8S014", Ingress("b", "name: http"), Together(Web, WebService, Ingress("a", "name: http")), "there is no Service 'b'"),
        new("K8S014", Together(Web, WebService, Ingress("a", "number: 81")), Together(Web, WebService, Ingress("a", "number: 80")), "has no port 81"),
        new("K8S014", Spec("networking.k8s.io/v1", "Ingress", "tls: [{secretName: t}], defaultBackend: {resource: {kind: X, name: x}}"), "{apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: a, annotations: {cert-manager.io/cluster-issuer: x}}, spec: {tls: [{secretName: t}]}}", "there is no Secret 't'"),
        new("K8S014", Together(Web, Policy("web")), Together(Web, Policy("http")), "has a port 'web'"),
        new("K8S014", Binding("Role", "r"), Binding("ClusterRole", "view"), "there is no Role 'r'"),
        new("K8S014", Binding("ClusterRole", "view", "{kind: ServiceAccount, name: s}"), Binding("ClusterRole", "view", "{kind: Group, name: g}"), "there is no ServiceAccount 's'"),
        new("K8S014", Spec("apps/v1", "StatefulSet", "serviceName: b"), Together(WebService, Spec("apps/v1", "StatefulSet", "serviceName: a")), "there is no Service 'b'"),
    ];

    private static string Ingress(string service, string port) =>
        Spec("networking.k8s.io/v1", "Ingress", $"rules: [{{http: {{paths: [{{path: /, pathType: Prefix, backend: {{service: {{name: {service}, port: {{{port}}}}}}}}}]}}}}]");

    private static string Policy(string port) => Spec("networking.k8s.io/v1", "NetworkPolicy", $"podSelector: {{matchLabels: {{app: a}}}}, ingress: [{{ports: [{{port: {port}}}]}}]");

    private static string Binding(string kind, string name, string subject = "{kind: User, name: u}") =>
        Object("rbac.authorization.k8s.io/v1", "RoleBinding", $"roleRef: {{apiGroup: rbac.authorization.k8s.io, kind: {kind}, name: {name}}}, subjects: [{subject}]");
}
