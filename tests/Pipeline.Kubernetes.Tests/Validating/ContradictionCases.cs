using static Pipeline.Kubernetes.Tests.Validating.Sample;

namespace Pipeline.Kubernetes.Tests.Validating;

internal static class ContradictionCases
{
    private const string Rule = "K8S017";

    public static IReadOnlyList<RuleCase> All { get; } =
    [
        new(Rule, Container("env: [{name: A, value: a, valueFrom: {fieldRef: {fieldPath: metadata.name}}}]"), Container("env: [{name: A, valueFrom: {fieldRef: {fieldPath: metadata.name}}}]"), "has value and valueFrom"),
        new(Rule, Container("env: [{name: A, valueFrom: {}}]"), Container("env: [{name: A}]"), "exactly one source"),
        new(Rule, Container("livenessProbe: {periodSeconds: 1}"), Container("livenessProbe: {exec: {command: [a]}}"), "says not how"),
        new(Rule, Container("livenessProbe: {exec: {command: [a]}, tcpSocket: {port: 1}}"), Container("livenessProbe: {tcpSocket: {port: 1}}"), "more than one of"),
        new(Rule, Container("livenessProbe: {successThreshold: 2, tcpSocket: {port: 1}}"), Container("readinessProbe: {successThreshold: 2, tcpSocket: {port: 1}}"), "must be 1"),
        new(Rule, Container("lifecycle: {preStop: {}}"), Container("lifecycle: {preStop: {sleep: {seconds: 1}}}"), "says not how"),
        new(Rule, Container("resources: {requests: {cpu: 2}, limits: {cpu: 1500m}}"), Container("resources: {requests: {cpu: 1500m}, limits: {cpu: 1.5}}"), "more than its limit"),
        new(Rule, Init("readinessProbe: {tcpSocket: {port: 1}}"), Init("restartPolicy: Always, readinessProbe: {tcpSocket: {port: 1}}"), "has no probes"),
        new(Rule, Pod("volumes: [{name: v}]"), Pod("volumes: [{name: v, emptyDir: {}}]"), "has no source"),
        new(Rule, Pod("volumes: [{name: v, emptyDir: {}, hostPath: {path: /}}]"), Pod("volumes: [{name: v, hostPath: {path: /}}]"), "2 sources"),
        new(Rule, Spec("batch/v1", "Job", "template: {spec: {containers: [{name: a, image: i}]}}"), Spec("batch/v1", "Job", "template: {spec: {restartPolicy: Never, containers: [{name: a, image: i}]}}"), "a Job needs Never or OnFailure"),
        new(Rule, Served("tty: true", pod: "restartPolicy: Never"), Served("tty: true"), "restarts its containers always"),
        new(Rule, Served("tty: true", pod: "ephemeralContainers: [{name: e, image: i}]"), Pod("ephemeralContainers: [{name: e, image: i}]"), "a template can't have them"),
        new(Rule, Served("tty: true", "strategy: {type: Recreate, rollingUpdate: {maxSurge: 1}}"), Served("tty: true", "strategy: {type: Recreate}"), "has no rollingUpdate"),
        new(Rule, Served("tty: true", "strategy: {rollingUpdate: {maxSurge: 0, maxUnavailable: 0%}}"), Served("tty: true", "strategy: {rollingUpdate: {maxSurge: 1, maxUnavailable: 0}}"), "are both 0"),
        new(Rule, Served("tty: true", "minReadySeconds: 600"), Served("tty: true", "minReadySeconds: 599"), "less than progressDeadlineSeconds"),
        new(Rule, Spec("policy/v1", "PodDisruptionBudget", "minAvailable: 1, maxUnavailable: 1"), Spec("policy/v1", "PodDisruptionBudget", "maxUnavailable: 1"), "exclude each other"),
        new(Rule, Spec("autoscaling/v2", "HorizontalPodAutoscaler", "minReplicas: 3, maxReplicas: 2"), Spec("autoscaling/v2", "HorizontalPodAutoscaler", "minReplicas: 2, maxReplicas: 2"), "less than minReplicas"),
        new(Rule, Spec("autoscaling/v2", "HorizontalPodAutoscaler", "metrics: [{type: Resource}]"), Spec("autoscaling/v2", "HorizontalPodAutoscaler", "metrics: [{type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 50}}}]"), "needs resource"),
        new(Rule, Spec("autoscaling/v2", "HorizontalPodAutoscaler", "metrics: [{type: Resource, resource: {name: cpu, target: {type: Utilization, averageValue: 1}}}]"), Spec("autoscaling/v2", "HorizontalPodAutoscaler", "metrics: [{type: Resource, resource: {name: cpu, target: {type: AverageValue, averageValue: 1}}}]"), "needs averageUtilization"),
        new(Rule, Spec("networking.k8s.io/v1", "NetworkPolicy", "ingress: [{from: [{}]}]"), Spec("networking.k8s.io/v1", "NetworkPolicy", "ingress: [{from: [{podSelector: {}}]}]"), "names nobody"),
        new(Rule, Spec("networking.k8s.io/v1", "NetworkPolicy", "egress: [{to: [{ipBlock: {cidr: 10.0.0.0/8}, podSelector: {}}]}]"), Spec("networking.k8s.io/v1", "NetworkPolicy", "egress: [{to: [{ipBlock: {cidr: 10.0.0.0/8}}, {podSelector: {}}]}]"), "excludes the selectors"),
        new(Rule, Spec("networking.k8s.io/v1", "NetworkPolicy", "policyTypes: [Ingress], egress: [{}]"), Spec("networking.k8s.io/v1", "NetworkPolicy", "policyTypes: [Ingress, Egress], egress: [{}]"), "has no effect"),
        new(Rule, Spec("networking.k8s.io/v1", "NetworkPolicy", "ingress: [{ports: [{port: 90, endPort: 80}]}]"), Spec("networking.k8s.io/v1", "NetworkPolicy", "ingress: [{ports: [{port: 80, endPort: 90}]}]"), "isn't greater"),
        new(Rule, Spec("networking.k8s.io/v1", "Ingress", "ingressClassName: nginx"), Spec("networking.k8s.io/v1", "Ingress", "defaultBackend: {resource: {kind: X, name: x}}"), "needs rules or defaultBackend"),
        new(Rule, Spec("v1", "Service", "type: ExternalName"), Spec("v1", "Service", "type: ExternalName, externalName: a.example.com"), "needs externalName"),
        new(Rule, Spec("v1", "Service", "selector: {}"), Spec("v1", "Service", "clusterIP: None"), "needs ports"),
        new(Rule, Spec("v1", "Service", "ports: [{port: 1}, {name: b, port: 2}]"), Spec("v1", "Service", "ports: [{port: 1}]"), "each needs a name"),
        new(Rule, Spec("v1", "Service", "ports: [{port: 1, nodePort: 30000}]"), Spec("v1", "Service", "type: NodePort, ports: [{port: 1, nodePort: 30000}]"), "has no node port"),
        new(Rule, Object("v1", "ConfigMap", "data: {a: b}, binaryData: {a: YQ==}"), Object("v1", "ConfigMap", "data: {a: b}, binaryData: {b: YQ==}"), "is in data and binaryData"),
        new(Rule, Object("v1", "ConfigMap", "data: {'a b': c}"), Object("v1", "ConfigMap", "data: {a.b_C-1: c}"), "is no key"),
        new(Rule, Object("v1", "Secret", "type: kubernetes.io/tls, data: {tls.crt: YQ==}"), Object("v1", "Secret", "type: kubernetes.io/tls, data: {tls.crt: YQ==, tls.key: ''}"), "needs the key 'tls.key'"),
        new(Rule, Object("rbac.authorization.k8s.io/v1", "Role", "rules: [{verbs: [get], nonResourceURLs: [/metrics]}]"), Object("rbac.authorization.k8s.io/v1", "ClusterRole", "rules: [{verbs: [get], nonResourceURLs: [/metrics]}]"), "only a ClusterRole"),
        new(Rule, Object("rbac.authorization.k8s.io/v1", "Role", "rules: [{verbs: [get], resources: [pods]}]"), Object("rbac.authorization.k8s.io/v1", "Role", "rules: [{verbs: [get], apiGroups: [''], resources: [pods]}]"), "needs apiGroups"),
        new(Rule, Spec("v1", "LimitRange", "limits: [{type: Container, default: {cpu: 2}, max: {cpu: 1}}]"), Spec("v1", "LimitRange", "limits: [{type: Container, default: {cpu: 1}, max: {cpu: 1}}]"), "default is more than max"),
        new(Rule, "{apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: {name: a, namespace: b}}", "{apiVersion: rbac.authorization.k8s.io/v1, kind: Role, metadata: {name: a, namespace: b}}", "belongs to the cluster"),
    ];
}
