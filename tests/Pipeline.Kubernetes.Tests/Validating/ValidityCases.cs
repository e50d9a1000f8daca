using static Pipeline.Kubernetes.Tests.Validating.Sample;

namespace Pipeline.Kubernetes.Tests.Validating;

internal static class ValidityCases
{
    private const string Web = "{apiVersion: apps/v1, kind: Deployment, metadata: {name: a}, spec: {selector: {matchLabels: {app: a}}, template: {metadata: {labels: {app: a}}, spec: {containers: [{name: a, image: i, ports: [{name: http, containerPort: 80}]}]}}}}";

    public static IReadOnlyList<RuleCase> All { get; } =
    [
        // Unknown fields, at any depth.
        new("K8S001", Spec("v1", "Service", "portss: [{port: 80}]"), Spec("v1", "Service", "ports: [{port: 80}]"), "spec.portss: there is no such field. Did you mean 'ports'?"),
        new("K8S001", Container("securityContext: {runAsNonRot: true}"), Container("securityContext: {runAsNonRoot: true}"), "spec.containers[0].securityContext.runAsNonRot"),
        new("K8S001", "{apiVersion: v1, kind: Service, metadata: {name: a, lables: {}}}", "{apiVersion: v1, kind: Service, metadata: {name: a, labels: {}}}", "metadata.lables"),

        // Types.
        new("K8S002", Spec("apps/v1", "Deployment", "replicas: two"), Spec("apps/v1", "Deployment", "replicas: 2"), "spec.replicas: is 'two' (a text), and must be a whole number"),
        new("K8S002", Spec("apps/v1", "Deployment", "replicas: 1.5"), Spec("apps/v1", "Deployment", "replicas: 2.0"), "1.5"),
        new("K8S002", Container("env: [{name: A, value: 8080}]"), Container("env: [{name: A, value: '8080'}]"), "spec.containers[0].env[0].value: is 8080 (a number), and must be a text. Put it in quotes."),
        new("K8S002", Container("env: [{name: A, value: true}]"), Container("env: [{name: A, value: 'true'}]"), "a truth value"),
        new("K8S002", Spec("v1", "Service", "ports: http"), Spec("v1", "Service", "ports: [{port: 1}]"), "must be a list"),
        new("K8S002", Pod("nodeSelector: [a]"), Pod("nodeSelector: {a: b}"), "must be a mapping"),
        new("K8S002", Container("args: [a, null]"), Container("args: [a, b]"), "spec.containers[0].args[1]: is null"),
        new("K8S002", Container("stdin: yes please"), Container("stdin: true"), "must be true or false"),
        new("K8S002", "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {a: 1}}", "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {a: '1'}}", "data.a"),
        new("K8S002", "{apiVersion: v1, kind: ConfigMap, metadata: {name: a, labels: {a: 1}}}", "{apiVersion: v1, kind: ConfigMap, metadata: {name: a, labels: {a: '1'}}}", "Put it in quotes"),

        // Required fields, nested ones too.
        new("K8S003", "{apiVersion: apps/v1, kind: Deployment, metadata: {name: a}}", Web, "spec: is required"),
        new("K8S003", Spec("apps/v1", "Deployment", "replicas: 1"), Web, "spec.template"),
        new("K8S003", Pod("containers: [{image: i}]"), Pod("containers: [{name: a, image: i}]"), "spec.containers[0].name"),
        new("K8S003", Pod("containers: [{name: a}]"), Pod("containers: [{name: a, image: i}]"), "spec.containers[0].image"),
        new("K8S003", Pod("containers: []"), Pod("containers: [{name: a, image: i}]"), "spec.containers"),
        new("K8S003", Container("readinessProbe: {httpGet: {path: /}}"), Container("readinessProbe: {httpGet: {path: /, port: 80}}"), "httpGet.port"),
        new("K8S003", Container("volumeMounts: [{name: v}]"), Container("volumeMounts: [{name: v, mountPath: /v}]"), "mountPath"),
        new("K8S003", Pod("topologySpreadConstraints: [{maxSkew: 1}]"), Pod("topologySpreadConstraints: [{maxSkew: 1, topologyKey: a, whenUnsatisfiable: DoNotSchedule}]"), "whenUnsatisfiable"),
        new("K8S003", Spec("batch/v1", "CronJob", "schedule: '* * * * *'"), Spec("batch/v1", "CronJob", "schedule: '* * * * *', jobTemplate: {spec: {template: {spec: {containers: [{name: a, image: i}]}}}}"), "jobTemplate"),
        new("K8S003", Spec("autoscaling/v2", "HorizontalPodAutoscaler", "maxReplicas: 2"), Spec("autoscaling/v2", "HorizontalPodAutoscaler", "maxReplicas: 2, scaleTargetRef: {kind: Deployment, name: a}"), "scaleTargetRef"),
        new("K8S003", Spec("networking.k8s.io/v1", "Ingress", "rules: [{http: {paths: [{path: /, backend: {service: {name: a, port: {number: 1}}}}]}}]"), Spec("networking.k8s.io/v1", "Ingress", "rules: [{http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: a, port: {number: 1}}}}]}}]"), "pathType"),
        new("K8S003", "{apiVersion: rbac.authorization.k8s.io/v1, kind: RoleBinding, metadata: {name: a}}", "{apiVersion: rbac.authorization.k8s.io/v1, kind: RoleBinding, metadata: {name: a}, roleRef: {kind: Role, name: a}}", "roleRef"),

        // Forms and ranges.
        new("K8S004", Container("resources: {limits: {memory: 64MB}}"), Container("resources: {limits: {memory: 64M, cpu: 0.5, ephemeral-storage: 1e9, x.y/gpu: '1'}}"), "'64MB' is no quantity"),
        new("K8S004", Container("resources: {limits: {cpu: '-1'}}"), Container("resources: {limits: {cpu: 500m}}"), "must not be negative"),
        new("K8S004", Container("ports: [{containerPort: 0}]"), Container("ports: [{containerPort: 65535}]"), "is no port"),
        new("K8S004", Container("ports: [{containerPort: 80, name: far-too-long-name}]"), Container("ports: [{containerPort: 80, name: http-alt}]"), "is no port name"),
        new("K8S004", Container("ports: [{containerPort: 80, name: '8080'}]"), Container("ports: [{containerPort: 80, name: p8080}]"), "at least one letter"),
        new("K8S004", Container("ports: [{containerPort: 80, protocol: HTTP}]"), Container("ports: [{containerPort: 80, protocol: UDP}]"), "must be TCP, UDP or SCTP"),
        new("K8S004", Container("imagePullPolicy: always"), Container("imagePullPolicy: Always"), "must be Always, IfNotPresent or Never"),
        new("K8S004", Container("env: [{name: 'A=B', value: c}]"), Container("env: [{name: a.b-C, value: c}]"), "is no name of an environment variable"),
        new("K8S004", Container("livenessProbe: {periodSeconds: 0, exec: {command: [a]}}"), Container("livenessProbe: {periodSeconds: 1, exec: {command: [a]}}"), "must be at least 1"),
        new("K8S004", Container("env: [{name: A, valueFrom: {fieldRef: {fieldPath: spec.podIP}}}]"), Container("env: [{name: A, valueFrom: {fieldRef: {fieldPath: status.podIP}}}]"), "downward API"),
        new("K8S004", Pod("containers: [{name: A_b, image: i}]"), Pod("containers: [{name: a-b, image: i}]"), "is no DNS label"),
        new("K8S004", Spec("batch/v1", "CronJob", "schedule: '* * * *'"), Spec("batch/v1", "CronJob", "schedule: '*/5 0-6,12 1 jan-mar mon'"), "it has 4 fields"),
        new("K8S004", Spec("batch/v1", "CronJob", "schedule: '60 * * * *'"), Spec("batch/v1", "CronJob", "schedule: '59 * * * *'"), "the minute is '60'"),
        new("K8S004", Spec("batch/v1", "CronJob", "schedule: '* * * * 7'"), Spec("batch/v1", "CronJob", "schedule: '@daily'"), "the day of the week is '7'"),
        new("K8S004", Spec("batch/v1", "CronJob", "schedule: 'CRON_TZ=UTC * * * * *'"), Spec("batch/v1", "CronJob", "schedule: '@every 1h30m'"), "Use the field timeZone"),
        new("K8S004", Spec("batch/v1", "CronJob", "timeZone: Mars/Base"), Spec("batch/v1", "CronJob", "timeZone: Etc/UTC"), "is no time zone"),
        new("K8S004", Spec("policy/v1", "PodDisruptionBudget", "maxUnavailable: half"), Spec("policy/v1", "PodDisruptionBudget", "maxUnavailable: 50%"), "is neither a number nor a percentage"),
        new("K8S004", Spec("networking.k8s.io/v1", "NetworkPolicy", "egress: [{to: [{ipBlock: {cidr: 10.0.0.0}}]}]"), Spec("networking.k8s.io/v1", "NetworkPolicy", "egress: [{to: [{ipBlock: {cidr: 10.0.0.0/8}}, {ipBlock: {cidr: 'fd00::/8'}}]}]"), "is no CIDR"),
        new("K8S004", Spec("networking.k8s.io/v1", "NetworkPolicy", "egress: [{to: [{ipBlock: {cidr: 10.0.0.0/33}}]}]"), Spec("networking.k8s.io/v1", "NetworkPolicy", "egress: [{to: [{ipBlock: {cidr: 10.0.0.1/32}}]}]"), "is no CIDR"),
        new("K8S004", Spec("v1", "Service", "externalIPs: ['300.1.1.1']"), Spec("v1", "Service", "externalIPs: ['10.1.1.1']"), "is no IP address"),
        new("K8S004", Spec("networking.k8s.io/v1", "Ingress", "rules: [{host: 'a_b.example.com'}]"), Spec("networking.k8s.io/v1", "Ingress", "rules: [{host: '*.example.com'}]"), "is no host name"),
        new("K8S004", "{apiVersion: v1, kind: ConfigMap, metadata: {name: a, labels: {a: 'b c'}}}", "{apiVersion: v1, kind: ConfigMap, metadata: {name: a, labels: {a: b_c.d, e: ''}}}", "is no label value"),
        new("K8S004", Spec("apps/v1", "Deployment", "replicas: -1"), Spec("apps/v1", "Deployment", "replicas: 0"), "must not be negative"),
        new("K8S004", Spec("apps/v1", "Deployment", "replicas: 3000000000"), Spec("apps/v1", "Deployment", "replicas: 3"), "out of range"),
        new("K8S004", "{apiVersion: v1, kind: Secret, metadata: {name: a}, data: {a: 'no base64!'}}", "{apiVersion: v1, kind: Secret, metadata: {name: a}, data: {a: YQ==}}", "is no base64"),
        new("K8S004", Spec("coordination.k8s.io/v1", "Lease", "renewTime: yesterday"), Spec("coordination.k8s.io/v1", "Lease", "renewTime: '2026-11-23T05:00:00.000000Z'"), "is no time"),
        new("K8S004", Spec("apps/v1", "Deployment", "selector: {matchExpressions: [{key: a, operator: in, values: [b]}]}"), Spec("apps/v1", "Deployment", "selector: {matchExpressions: [{key: a, operator: In, values: [b]}]}"), "must be In, NotIn, Exists or DoesNotExist"),

        // Kinds and versions.
        new("K8S005", "{apiVersion: example.com/v1, kind: Widget, metadata: {name: a}, any: 1}", "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}", "was not validated"),
        new("K8S006", "{apiVersion: policy/v1beta1, kind: PodDisruptionBudget, metadata: {name: a}}", "{apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: {name: a}}", "gone since Kubernetes 1.25"),
        new("K8S006", "{apiVersion: extensions/v1beta1, kind: Ingress, metadata: {name: a}}", "{apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: a}}", "Use networking.k8s.io/v1"),
        new("K8S007", "{apiVersion: v1, kind: Endpoints, metadata: {name: a}}", "{apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, metadata: {name: a}}", "is deprecated"),
        new("K8S007", "{apiVersion: admissionregistration.k8s.io/v1beta1, kind: ValidatingAdmissionPolicy, metadata: {name: a}}", "{apiVersion: admissionregistration.k8s.io/v1, kind: ValidatingAdmissionPolicy, metadata: {name: a}}", "gone in Kubernetes 1.34"),
        new("K8S008", "{apiVersion: apps/v1, kind: Deploymentt, metadata: {name: a}}", "{apiVersion: example.com/v1, kind: Deploymentt, metadata: {name: a}}", "Kubernetes has no apps/v1 Deploymentt"),
        new("K8S008", "{apiVersion: v1, kind: Deployment, metadata: {name: a}}", Web, "Did you mean apps/v1 Deployment?"),

        // Names and labels.
        new("K8S009", "{apiVersion: v1, kind: ConfigMap, metadata: {name: Upper}}", "{apiVersion: v1, kind: ConfigMap, metadata: {name: kube-root-ca.crt}}", "'Upper'"),
        new("K8S009", "{apiVersion: v1, kind: ConfigMap, metadata: {name: a..b}}", "{apiVersion: v1, kind: ConfigMap, metadata: {name: a.b}}", "'a..b'"),
        new("K8S009", "{apiVersion: v1, kind: Service, metadata: {name: 1a}}", "{apiVersion: v1, kind: Service, metadata: {name: a1}}", "a letter first"),
        new("K8S009", "{apiVersion: v1, kind: Namespace, metadata: {name: a.b}}", "{apiVersion: v1, kind: Namespace, metadata: {name: 1a}}", "a DNS label"),
        new("K8S009", "{apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: {name: a/b}}", "{apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: {name: 'system:reader'}}", "without /"),
        new("K8S009", $"{{apiVersion: batch/v1, kind: CronJob, metadata: {{name: {new string('a', 53)}}}}}", $"{{apiVersion: batch/v1, kind: CronJob, metadata: {{name: {new string('a', 52)}}}}}", "at most 52"),
        new("K8S009", "{apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: A}}", "{apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: b}}", "metadata.namespace"),
        new("K8S010", "{apiVersion: v1, kind: ConfigMap, metadata: {name: a, labels: {'a b': c}}}", "{apiVersion: v1, kind: ConfigMap, metadata: {name: a, labels: {a.b/c: d}}}", "is no label key"),
        new("K8S010", "{apiVersion: v1, kind: ConfigMap, metadata: {name: a, labels: {a/b/c: d}}}", "{apiVersion: v1, kind: ConfigMap, metadata: {name: a, annotations: {Upper.com/x: d}}}", "a/b/c"),
        new("K8S010", "{apiVersion: example.com/v1, kind: Widget, metadata: {name: a, labels: {a: 1}}}", "{apiVersion: example.com/v1, kind: Widget, metadata: {name: a, labels: {a: '1'}}}", "not a text"),
        new("K8S010", $"{{apiVersion: v1, kind: ConfigMap, metadata: {{name: a, annotations: {{a: {new string('x', 262144)}}}}}}}", $"{{apiVersion: v1, kind: ConfigMap, metadata: {{name: a, annotations: {{a: {new string('x', 262143)}}}}}}}", "the API server takes 262144"),

        // Entries that are there twice.
        new("K8S011", Pod("containers: [{name: a, image: i}, {name: a, image: j}]"), Pod("containers: [{name: a, image: i}, {name: b, image: j}]"), "the container 'a' is there twice"),
        new("K8S011", Pod("containers: [{name: a, image: i}], initContainers: [{name: a, image: i}]"), Pod("containers: [{name: a, image: i}], initContainers: [{name: b, image: i}]"), "the container 'a'"),
        new("K8S011", Container("env: [{name: A, value: a}, {name: A, value: b}]"), Container("env: [{name: A, value: a}, {name: B, value: b}]"), "the variable 'A'"),
        new("K8S011", Container("ports: [{containerPort: 80, name: a}, {containerPort: 81, name: a}]"), Container("ports: [{containerPort: 80, name: a}, {containerPort: 81, name: b}]"), "the port name 'a'"),
        new("K8S011", Container("ports: [{containerPort: 80}, {containerPort: 80}]"), Container("ports: [{containerPort: 80}, {containerPort: 80, protocol: UDP}]"), "the port '80/TCP'"),
        new("K8S011", Pod("volumes: [{name: v, emptyDir: {}}, {name: v, emptyDir: {}}]"), Pod("volumes: [{name: v, emptyDir: {}}, {name: w, emptyDir: {}}]"), "the volume 'v'"),
        new("K8S011", Container("volumeMounts: [{name: v, mountPath: /a}, {name: w, mountPath: /a/}]"), Container("volumeMounts: [{name: v, mountPath: /a}, {name: v, mountPath: /b}]"), "the mount path '/a'"),
        new("K8S011", Spec("v1", "Service", "ports: [{name: a, port: 80}, {name: b, port: 80}]"), Spec("v1", "Service", "ports: [{name: a, port: 80}, {name: b, port: 81}]"), "the port '80/TCP'"),
        new("K8S011", Spec("networking.k8s.io/v1", "Ingress", "rules: [{http: {paths: [{path: /a, pathType: Exact}, {path: /a, pathType: Exact}]}}]"), Spec("networking.k8s.io/v1", "Ingress", "rules: [{host: b, http: {paths: [{path: /a, pathType: Exact}]}}, {host: c, http: {paths: [{path: /a, pathType: Exact}]}}]"), "the path '/a"),
        new("K8S015", Together("{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}", "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}"), Together("{apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: b}}", "{apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: c}}"), "is also in test.yaml"),
        new("K8S016", Together("{apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: b}}", "{apiVersion: v1, kind: ConfigMap, metadata: {name: c}}"), Together("{apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: b}}", "{apiVersion: v1, kind: Namespace, metadata: {name: b}}"), "isn't said"),
        new("K8S018", $"{{apiVersion: v1, kind: ConfigMap, metadata: {{name: a}}, data: {{a: {new string('x', 1048576)}}}}}", $"{{apiVersion: v1, kind: ConfigMap, metadata: {{name: a}}, data: {{a: {new string('x', 1048575)}}}}}", "the API server takes 1048576"),
    ];
}
