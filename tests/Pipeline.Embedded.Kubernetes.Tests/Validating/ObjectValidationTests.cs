using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Defaulting;
using Pipeline.Embedded.Kubernetes.Schemas;
using Pipeline.Embedded.Kubernetes.Tests.Ownership;
using Pipeline.Embedded.Kubernetes.Validating;

namespace Pipeline.Embedded.Kubernetes.Tests.Validating;

/// <summary>Objects with one mistake each (or a few), and kube-apiserver's words for it.</summary>
public class ObjectValidationTests
{
    private const string Template = "template: {metadata: {labels: {a: b}}, spec: {containers: [{name: c, image: i}]}}";
    private const string Subdomain = "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";

    [Theory]
    [InlineData("v1", "ConfigMap", "metadata: {}", "metadata.name: Required value: name or generateName is required")]
    [InlineData("v1", "ConfigMap", "metadata: {name: Bad_Name}", "metadata.name: Invalid value: \"Bad_Name\": " + Subdomain)]
    [InlineData("v1", "Namespace", "metadata: {name: a.b}", "metadata.name: Invalid value: \"a.b\": a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')")]
    [InlineData("v1", "Service", "{metadata: {name: 1a}, spec: {ports: [{port: 80}]}}", "metadata.name: Invalid value: \"1a\": a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')")]
    [InlineData("rbac.authorization.k8s.io/v1", "Role", "metadata: {name: 'a/b'}", "metadata.name: Invalid value: \"a/b\": may not contain '/'")]
    [InlineData("rbac.authorization.k8s.io/v1", "ClusterRole", "metadata: {name: 'system:node%'}", "metadata.name: Invalid value: \"system:node%\": may not contain '%'")]
    [InlineData("v1", "ConfigMap", "metadata: {name: c, labels: {a: 'b c'}}", "metadata.labels: Invalid value: \"b c\": a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')")]
    [InlineData("v1", "ConfigMap", "metadata: {name: c, labels: {-a: b}}", "metadata.labels: Invalid value: \"-a\": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')")]
    [InlineData("v1", "ConfigMap", "metadata: {name: c, finalizers: [x]}", "metadata.finalizers[0]: Invalid value: \"x\": name is neither a standard finalizer name nor is it fully qualified")]
    [InlineData("v1", "ConfigMap", "{metadata: {name: c}, data: {'a b': x}}", "data[a b]: Invalid value: \"a b\": a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')")]
    [InlineData("v1", "ConfigMap", "{metadata: {name: c}, data: {..a: x}}", "data[..a]: Invalid value: \"..a\": must not start with '..'")]
    [InlineData("v1", "Secret", "{metadata: {name: s}, type: kubernetes.io/tls}", "[data[tls.crt]: Required value, data[tls.key]: Required value]")]
    [InlineData("v1", "Secret", "{metadata: {name: s}, type: kubernetes.io/dockerconfigjson}", "data[.dockerconfigjson]: Required value")]
    [InlineData("v1", "Service", "{metadata: {name: s}, spec: {}}", "spec.ports: Required value")]
    [InlineData("v1", "Service", "{metadata: {name: s}, spec: {ports: [{port: 80}, {port: 81}]}}", "[spec.ports[0].name: Required value, spec.ports[1].name: Required value]")]
    [InlineData("v1", "Service", "{metadata: {name: s}, spec: {ports: [{port: 0}]}}", "spec.ports[0].port: Invalid value: 0: must be between 1 and 65535, inclusive")]
    [InlineData("v1", "Service", "{metadata: {name: s}, spec: {type: Wrong, ports: [{port: 80}]}}", "spec.type: Unsupported value: \"Wrong\": supported values: \"ClusterIP\", \"ExternalName\", \"LoadBalancer\", \"NodePort\"")]
    [InlineData("v1", "Service", "{metadata: {name: s}, spec: {ports: [{port: 80, nodePort: 30000}]}}", "spec.ports[0].nodePort: Forbidden: may not be used when `type` is 'ClusterIP'")]
    [InlineData("v1", "Service", "{metadata: {name: s}, spec: {ports: [{port: 80, protocol: HTTP}]}}", "spec.ports[0].protocol: Unsupported value: \"HTTP\": supported values: \"SCTP\", \"TCP\", \"UDP\"")]
    [InlineData("v1", "Service", "{metadata: {name: s}, spec: {type: ExternalName}}", "spec.externalName: Required value")]
    [InlineData("v1", "PersistentVolumeClaim", "{metadata: {name: p}, spec: {}}", "[spec.accessModes: Required value: at least 1 access mode is required, spec.resources[storage]: Required value]")]
    [InlineData("v1", "PersistentVolumeClaim", "{metadata: {name: p}, spec: {accessModes: [Some], resources: {requests: {storage: 1Gi}}}}", "spec.accessModes: Unsupported value: \"Some\": supported values: \"ReadOnlyMany\", \"ReadWriteMany\", \"ReadWriteOnce\", \"ReadWriteOncePod\"")]
    [InlineData("v1", "LimitRange", "{metadata: {name: l}, spec: {limits: [{type: Container, min: {cpu: 2}, max: {cpu: 1}}]}}", "[spec.limits[0].min[cpu]: Invalid value: \"2\": min value 2 is greater than max value 1, spec.limits[0].min[cpu]: Invalid value: \"2\": min value 2 is greater than default request value 1, spec.limits[0].min[cpu]: Invalid value: \"2\": min value 2 is greater than default value 1]")]
    [InlineData("apps/v1", "Deployment", "{metadata: {name: bad}, spec: {selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}}}}", "spec.template.spec.containers: Required value")]
    [InlineData("apps/v1", "Deployment", "{metadata: {name: d}, spec: {" + Template + "}}", "spec.selector: Required value")]
    [InlineData("apps/v1", "Deployment", "{metadata: {name: d}, spec: {selector: {}, " + Template + "}}", "spec.selector: Invalid value: {}: empty selector is invalid for deployment")]
    [InlineData("apps/v1", "Deployment", "{metadata: {name: d}, spec: {selector: {matchLabels: {a: b}}, strategy: {rollingUpdate: {maxSurge: 0, maxUnavailable: 0%}}, " + Template + "}}", "spec.strategy.rollingUpdate.maxUnavailable: Invalid value: \"0%\": may not be 0 when `maxSurge` is 0")]
    [InlineData("apps/v1", "Deployment", "{metadata: {name: d}, spec: {selector: {matchLabels: {a: b}}, strategy: {rollingUpdate: {maxUnavailable: 200%}}, " + Template + "}}", "spec.strategy.rollingUpdate.maxUnavailable: Invalid value: \"200%\": must not be greater than 100%")]
    [InlineData("apps/v1", "Deployment", "{metadata: {name: d}, spec: {selector: {matchLabels: {a: b}}, strategy: {type: Recreate, rollingUpdate: {maxSurge: 1}}, " + Template + "}}", "spec.strategy.rollingUpdate: Forbidden: may not be specified when strategy `type` is 'Recreate'")]
    [InlineData("apps/v1", "Deployment", "{metadata: {name: d}, spec: {selector: {matchLabels: {a: b}}, minReadySeconds: 700, " + Template + "}}", "spec.progressDeadlineSeconds: Invalid value: 600: must be greater than minReadySeconds")]
    [InlineData("apps/v1", "Deployment", "{metadata: {name: d}, spec: {selector: {matchExpressions: [{key: a, operator: In}]}, " + Template + "}}", "[spec.selector.matchExpressions[0].values: Required value: must be specified when `operator` is 'In' or 'NotIn', spec.template.metadata.labels: Invalid value: {\"a\":\"b\"}: `selector` does not match template `labels`]")]
    [InlineData("apps/v1", "StatefulSet", "{metadata: {name: d}, spec: {selector: {matchLabels: {a: b}}, podManagementPolicy: Some, " + Template + "}}", "spec.podManagementPolicy: Unsupported value: \"Some\": supported values: \"OrderedReady\", \"Parallel\"")]
    [InlineData("batch/v1", "Job", "{metadata: {name: j}, spec: {template: {spec: {containers: [{name: c, image: i}]}}}}", "spec.template.spec.restartPolicy: Required value: valid values: \"OnFailure\", \"Never\"")]
    [InlineData("batch/v1", "Job", "{metadata: {name: j}, spec: {backoffLimit: -1, template: {spec: {restartPolicy: Never, containers: [{name: c, image: i}]}}}}", "spec.backoffLimit: Invalid value: -1: must be greater than or equal to 0")]
    [InlineData("batch/v1", "CronJob", "{metadata: {name: j}, spec: {schedule: 'x', jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [{name: c, image: i}]}}}}}}", "spec.schedule: Invalid value: \"x\": expected exactly 5 fields, found 1: [x]")]
    [InlineData("batch/v1", "CronJob", "{metadata: {name: j}, spec: {schedule: '61 * * * *', jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [{name: c, image: i}]}}}}}}", "spec.schedule: Invalid value: \"61 * * * *\": end of range (61) above maximum (59): 61")]
    [InlineData("autoscaling/v2", "HorizontalPodAutoscaler", "{metadata: {name: h}, spec: {scaleTargetRef: {kind: Deployment, name: d}, minReplicas: 3, maxReplicas: 2}}", "spec.maxReplicas: Invalid value: 2: must be greater than or equal to `minReplicas`")]
    [InlineData("autoscaling/v2", "HorizontalPodAutoscaler", "{metadata: {name: h}, spec: {maxReplicas: 0}}", "[spec.maxReplicas: Invalid value: 0: must be greater than 0, spec.maxReplicas: Invalid value: 0: must be greater than or equal to `minReplicas`, spec.scaleTargetRef.kind: Required value, spec.scaleTargetRef.name: Required value]")]
    [InlineData("autoscaling/v2", "HorizontalPodAutoscaler", "{metadata: {name: h}, spec: {scaleTargetRef: {kind: Deployment, name: d}, maxReplicas: 2, metrics: [{type: Resource}]}}", "spec.metrics[0].resource: Required value: must populate information for the given metric source")]
    [InlineData("policy/v1", "PodDisruptionBudget", "{metadata: {name: p}, spec: {minAvailable: 1, maxUnavailable: 1}}", "spec: Invalid value: {\"minAvailable\":1,\"maxUnavailable\":1}: minAvailable and maxUnavailable cannot be both set")]
    [InlineData("policy/v1", "PodDisruptionBudget", "{metadata: {name: p}, spec: {minAvailable: many}}", "spec.minAvailable: Invalid value: \"many\": a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')")]
    [InlineData("networking.k8s.io/v1", "Ingress", "{metadata: {name: i}, spec: {}}", "spec: Invalid value: null: either `defaultBackend` or `rules` must be specified")]
    [InlineData("networking.k8s.io/v1", "Ingress", "{metadata: {name: i}, spec: {rules: [{http: {paths: [{path: /, backend: {service: {name: s, port: {number: 80}}}}]}}]}}", "spec.rules[0].http.paths[0].pathType: Required value: pathType must be specified")]
    [InlineData("networking.k8s.io/v1", "Ingress", "{metadata: {name: i}, spec: {rules: [{host: 1.2.3.4, http: {paths: [{path: x, pathType: Exact, backend: {service: {name: s, port: {}}}}]}}]}}", "[spec.rules[0].host: Invalid value: \"1.2.3.4\": must be a DNS name, not an IP address, spec.rules[0].http.paths[0].path: Invalid value: \"x\": must be an absolute path, spec.rules[0].http.paths[0].backend: Required value: port name or number is required]")]
    [InlineData("networking.k8s.io/v1", "NetworkPolicy", "{metadata: {name: np}, spec: {podSelector: {}, ingress: [{from: [{}]}]}}", "spec.ingress[0].from[0]: Required value: must specify a peer")]
    [InlineData("networking.k8s.io/v1", "NetworkPolicy", "{metadata: {name: np}, spec: {podSelector: {}, policyTypes: [Both]}}", "spec.policyTypes[0]: Unsupported value: \"Both\": supported values: \"Egress\", \"Ingress\"")]
    [InlineData("coordination.k8s.io/v1", "Lease", "{metadata: {name: l}, spec: {leaseDurationSeconds: 0}}", "spec.leaseDurationSeconds: Invalid value: 0: must be greater than 0")]
    [InlineData("rbac.authorization.k8s.io/v1", "Role", "{metadata: {name: r}, rules: [{}]}", "[rules[0].verbs: Required value: verbs must contain at least one value, rules[0].apiGroups: Required value: resource rules must supply at least one api group, rules[0].resources: Required value: resource rules must supply at least one resource]")]
    [InlineData("rbac.authorization.k8s.io/v1", "RoleBinding", "{metadata: {name: r}, roleRef: {kind: Rule, name: x}}", "roleRef.kind: Unsupported value: \"Rule\": supported values: \"Role\", \"ClusterRole\"")]
    [InlineData("apiextensions.k8s.io/v1", "CustomResourceDefinition", "{metadata: {name: ws.e.test}, spec: {group: e.test, scope: Namespaced, names: {plural: ws, kind: W}, versions: [{name: v1, served: true}]}}", "[spec.versions[0].schema.openAPIV3Schema: Required value: schemas are required, spec.versions: Invalid value: [{\"name\":\"v1\",\"served\":true,\"storage\":false}]: must have exactly one version marked as storage version]")]
    public void A_mistake_is_named_as_kube_apiserver_names_it(string apiVersion, string kind, string fields, string expected) => Assert.Equal(expected, Describe(Defaulted(apiVersion, kind, fields), null));

    [Theory]
    [InlineData("{image: i}", "[C.name: Required value]")]
    [InlineData("{name: c}", "[C.image: Required value]")]
    [InlineData("{name: C, image: i}", "C.name: Invalid value: \"C\": a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')")]
    [InlineData("{name: c, image: i, volumeMounts: [{name: v, mountPath: /v}]}", "C.volumeMounts[0].name: Not found: \"v\"")]
    [InlineData("{name: c, image: i, env: [{value: x}]}", "C.env[0].name: Required value")]
    [InlineData("{name: c, image: i, env: [{name: 'A=B'}]}", "C.env[0].name: Invalid value: \"A=B\": a valid environment variable name must consist only of printable ASCII characters other than '='")]
    [InlineData("{name: c, image: i, env: [{name: A, value: x, valueFrom: {secretKeyRef: {name: s, key: k}}}]}", "C.env[0].valueFrom: Invalid value: \"\": may not be specified when `value` is not empty")]
    [InlineData("{name: c, image: i, ports: [{containerPort: 0}]}", "C.ports[0].containerPort: Required value")]
    [InlineData("{name: c, image: i, ports: [{containerPort: 70000}]}", "C.ports[0].containerPort: Invalid value: 70000: must be between 1 and 65535, inclusive")]
    [InlineData("{name: c, image: i, ports: [{containerPort: 1, name: much-too-long-for-a-port}]}", "C.ports[0].name: Invalid value: \"much-too-long-for-a-port\": must be no more than 15 bytes")]
    [InlineData("{name: c, image: i, ports: [{containerPort: 1, name: x}, {containerPort: 2, name: x}]}", "C.ports[1].name: Duplicate value: \"x\"")]
    [InlineData("{name: c, image: i, resources: {requests: {memory: 2Gi}, limits: {memory: 1Gi}}}", "C.resources.requests: Invalid value: \"2Gi\": must be less than or equal to memory limit of 1Gi")]
    [InlineData("{name: c, image: i, resources: {limits: {cpu: -1}, requests: {cpu: -1}}}", "[C.resources.limits[cpu]: Invalid value: \"-1\": must be greater than or equal to 0, C.resources.requests[cpu]: Invalid value: \"-1\": must be greater than or equal to 0]")]
    [InlineData("{name: c, image: i, readinessProbe: {}}", "C.readinessProbe: Required value: must specify a handler type")]
    [InlineData("{name: c, image: i, livenessProbe: {tcpSocket: {port: 80}, successThreshold: 2}}", "C.livenessProbe.successThreshold: Invalid value: 2: must be 1")]
    [InlineData("{name: c, image: i, readinessProbe: {exec: {command: [a]}, httpGet: {port: 80}}}", "C.readinessProbe.httpGet: Forbidden: may not specify more than 1 handler type")]
    [InlineData("{name: c, image: i, imagePullPolicy: Sometimes}", "C.imagePullPolicy: Unsupported value: \"Sometimes\": supported values: \"Always\", \"IfNotPresent\", \"Never\"")]
    [InlineData("{name: c, image: i, securityContext: {privileged: true, allowPrivilegeEscalation: false}}", "C.securityContext: Invalid value: {\"privileged\":true,\"allowPrivilegeEscalation\":false}: cannot set `allowPrivilegeEscalation` to false and `privileged` to true")]
    [InlineData("{name: c, image: i, securityContext: {seccompProfile: {type: Localhost}}}", "C.securityContext.seccompProfile.localhostProfile: Required value: must be set when seccomp type is Localhost")]
    [InlineData("{name: c, image: i, securityContext: {runAsUser: -5}}", "C.securityContext.runAsUser: Invalid value: -5: must be between 0 and 2147483647, inclusive")]
    public void A_container_s_mistake_is_named(string container, string expected) =>
        Assert.Equal(expected.Trim('[', ']').Replace("C.", "spec.containers[0].", StringComparison.Ordinal), Describe(Defaulted("v1", "Pod", $"{{metadata: {{name: p}}, spec: {{containers: [{container}]}}}}"), null).Trim('[', ']'));

    [Theory]
    [InlineData("containers: [{name: c, image: i}, {name: c, image: j}]", "spec.containers[1].name: Duplicate value: \"c\"")]
    [InlineData("containers: [{name: c, image: i}], initContainers: [{name: c, image: i}]", "spec.initContainers[0].name: Duplicate value: \"c\"")]
    [InlineData("containers: [{name: c, image: i}], initContainers: [{name: d, image: i, readinessProbe: {tcpSocket: {port: 1}}}]", "spec.initContainers[0].readinessProbe: Forbidden: may not be set for init containers without restartPolicy=Always")]
    [InlineData("containers: [{name: c, image: i}], volumes: [{name: v}, {name: v}]", "spec.volumes[1].name: Duplicate value: \"v\"")]
    [InlineData("containers: [{name: c, image: i}], volumes: [{name: v, configMap: {}, secret: {secretName: s}}]", "spec.volumes[0].configMap.name: Required value, spec.volumes[0].secret: Forbidden: may not specify more than 1 volume type")]
    [InlineData("containers: [{name: c, image: i}], restartPolicy: Sometimes", "spec.restartPolicy: Unsupported value: \"Sometimes\": supported values: \"Always\", \"OnFailure\", \"Never\"")]
    [InlineData("containers: [{name: c, image: i}], tolerations: [{value: x}]", "spec.tolerations[0].operator: Invalid value: \"\": operator must be Exists when `key` is empty, which means \"match all values and all keys\"")]
    [InlineData("containers: [{name: c, image: i}], topologySpreadConstraints: [{maxSkew: 0, topologyKey: k, whenUnsatisfiable: DoNotSchedule}]", "spec.topologySpreadConstraints[0].maxSkew: Invalid value: 0: must be greater than zero")]
    [InlineData("containers: [{name: c, image: i}], terminationGracePeriodSeconds: -1", "spec.terminationGracePeriodSeconds: Invalid value: -1: must be greater than or equal to 0")]
    public void A_pod_s_mistake_is_named(string spec, string expected) => Assert.Equal(expected, Describe(Defaulted("v1", "Pod", $"{{metadata: {{name: p}}, spec: {{{spec}}}}}"), null).Trim('[', ']'));

    [Theory]
    [InlineData("v1", "ConfigMap", "{metadata: {name: c}, immutable: true, data: {a: '1'}}", "{metadata: {name: c}, immutable: true, data: {a: '2'}}", "data: Forbidden: field is immutable when `immutable` is set")]
    [InlineData("v1", "Secret", "{metadata: {name: s}}", "{metadata: {name: s}, type: other}", "type: Invalid value: \"other\": field is immutable")]
    [InlineData("v1", "ConfigMap", "{metadata: {name: c, uid: u}}", "{metadata: {name: c, uid: x}}", "metadata.uid: Invalid value: \"x\": field is immutable")]
    [InlineData("v1", "Service", "{metadata: {name: s}, spec: {clusterIP: 10.0.0.1, ports: [{port: 80}]}}", "{metadata: {name: s}, spec: {clusterIP: 10.0.0.2, ports: [{port: 80}]}}", "spec.clusterIPs[0]: Invalid value: [\"10.0.0.2\"]: may not change once set")]
    [InlineData("apps/v1", "StatefulSet", "{metadata: {name: d}, spec: {serviceName: a, selector: {matchLabels: {a: b}}, " + Template + "}}", "{metadata: {name: d}, spec: {serviceName: x, selector: {matchLabels: {a: b}}, " + Template + "}}", "spec: Forbidden: updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden")]
    [InlineData("v1", "PersistentVolumeClaim", "{metadata: {name: p}, spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}", "{metadata: {name: p}, spec: {accessModes: [ReadWriteMany], resources: {requests: {storage: 1Gi}}}}", "spec: Forbidden: spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims")]
    [InlineData("rbac.authorization.k8s.io/v1", "RoleBinding", "{metadata: {name: r}, roleRef: {kind: Role, name: x}}", "{metadata: {name: r}, roleRef: {kind: Role, name: z}}", "roleRef: Invalid value: {\"kind\":\"Role\",\"name\":\"z\",\"apiGroup\":\"rbac.authorization.k8s.io\"}: cannot change roleRef")]
    [InlineData("batch/v1", "Job", "{metadata: {name: j}, spec: {completions: 1, template: {spec: {restartPolicy: Never, containers: [{name: c, image: i}]}}}}", "{metadata: {name: j}, spec: {completions: 2, template: {spec: {restartPolicy: Never, containers: [{name: c, image: i}]}}}}", "spec.completions: Invalid value: 2: field is immutable")]
    [InlineData("v1", "Pod", "{metadata: {name: p}, spec: {containers: [{name: c, image: i}]}}", "{metadata: {name: p}, spec: {containers: [{name: c, image: i, command: [x]}]}}", "spec: Forbidden: pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)")]
    public void A_change_that_may_not_be_is_refused(string apiVersion, string kind, string old, string value, string expected) =>
        Assert.Equal(expected, Describe(Defaulted(apiVersion, kind, value), Defaulted(apiVersion, kind, old)));

    [Theory]
    [InlineData("apps/v1", "StatefulSet", "{metadata: {name: d}, spec: {selector: {matchLabels: {a: b}}, volumeClaimTemplates: [{metadata: {name: v}, spec: {}}], template: {metadata: {labels: {a: b}}, spec: {containers: [{name: c, image: i, volumeMounts: [{name: v, mountPath: /v}]}]}}}}")]
    [InlineData("v1", "Pod", "{metadata: {generateName: p-, name: p-x}, spec: {containers: [{name: c, image: i, env: [{name: my.var}], ports: [{containerPort: 80, protocol: TCP}, {containerPort: 80, protocol: UDP}]}], initContainers: [{name: s, image: i, restartPolicy: Always, readinessProbe: {tcpSocket: {port: 1}}}]}}")]
    [InlineData("rbac.authorization.k8s.io/v1", "ClusterRole", "{metadata: {name: 'system:x'}, rules: [{verbs: [get], nonResourceURLs: [/healthz]}]}")]
    [InlineData("batch/v1", "CronJob", "{metadata: {name: j}, spec: {schedule: '*/5 0-6,12 1 jan-dec mon', timeZone: Etc/UTC, jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [{name: c, image: i}]}}}}}}")]
    [InlineData("v1", "Service", "{metadata: {name: s}, spec: {clusterIP: None}}")]
    [InlineData("networking.k8s.io/v1", "Ingress", "{metadata: {name: i}, spec: {rules: [{host: '*.example.test'}], tls: [{hosts: [a.example.test], secretName: t}]}}")]
    public void What_is_right_has_no_cause(string apiVersion, string kind, string fields) => Assert.Empty(ObjectValidation.Validate(Defaulted(apiVersion, kind, fields), null, SchemaCatalog.Find(apiVersion, kind)!));

    [Fact]
    public void A_ConfigMap_of_more_than_a_mebibyte_is_too_long()
    {
        var value = Defaulted("v1", "ConfigMap", "metadata: {name: c}");
        value["data"] = new JsonObject { ["a"] = new string('x', (1024 * 1024) + 1) };

        Assert.Equal("[]: Too long: may not be more than 1048576 bytes", Describe(value, null));
    }

    [Fact]
    public void Annotations_have_a_bound_together()
    {
        var value = Defaulted("v1", "ConfigMap", "metadata: {name: c}");
        value["metadata"]!["annotations"] = new JsonObject { ["a"] = new string('x', 256 * 1024) };

        Assert.Equal("metadata.annotations: Too long: may not be more than 262144 bytes", Describe(value, null));
    }

    private static string Describe(JsonObject value, JsonObject? old) => FieldCause.Describe(ObjectValidation.Validate(value, old, SchemaCatalog.Find($"{value["apiVersion"]}", $"{value["kind"]}")!));

    private static JsonObject Defaulted(string apiVersion, string kind, string fields)
    {
        var value = Yaml.Read(fields);
        value["apiVersion"] = apiVersion;
        value["kind"] = kind;
        Defaults.Apply(value);
        return value;
    }
}
