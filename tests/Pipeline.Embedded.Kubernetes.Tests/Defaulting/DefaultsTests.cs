using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Defaulting;
using Pipeline.Embedded.Kubernetes.Patching;
using Pipeline.Embedded.Kubernetes.Schemas;
using Pipeline.Embedded.Kubernetes.Tests.Ownership;

namespace Pipeline.Embedded.Kubernetes.Tests.Defaulting;

public class DefaultsTests
{
    private const string Container = "{name: c, image: i}";

    [Theory]
    [InlineData("image", "imagePullPolicy: Always"), InlineData("image:latest", "imagePullPolicy: Always"), InlineData("image:1", "imagePullPolicy: IfNotPresent"), InlineData("host:5000/image", "imagePullPolicy: Always")]
    [InlineData("host:5000/image:1", "imagePullPolicy: IfNotPresent"), InlineData("image:latest@sha256:0000000000000000000000000000000000000000000000000000000000000000", "imagePullPolicy: IfNotPresent")]
    public void An_image_s_tag_says_when_it_is_pulled(string image, string expected) =>
        AssertDefaulted($"spec: {{containers: [{{name: c, image: '{image}'}}]}}", "v1", "Pod", "spec.containers[0]", $"{{name: c, image: '{image}', terminationMessagePath: /dev/termination-log, terminationMessagePolicy: File, {expected}, resources: {{}}}}");

    [Theory]
    [InlineData("livenessProbe: {httpGet: {port: 80}}", "livenessProbe", "{httpGet: {port: 80, path: /, scheme: HTTP}, timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3}")]
    [InlineData("startupProbe: {tcpSocket: {port: x}, periodSeconds: 2, initialDelaySeconds: 0}", "startupProbe", "{tcpSocket: {port: x}, periodSeconds: 2, timeoutSeconds: 1, successThreshold: 1, failureThreshold: 3}")]
    [InlineData("readinessProbe: {grpc: {port: 5}}", "readinessProbe", "{grpc: {port: 5, service: ''}, timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3}")]
    [InlineData("lifecycle: {preStop: {httpGet: {port: 80}}}", "lifecycle", "{preStop: {httpGet: {port: 80, path: /, scheme: HTTP}}}")]
    [InlineData("ports: [{containerPort: 80}]", "ports", "[{containerPort: 80, protocol: TCP}]")]
    [InlineData("env: [{name: A, valueFrom: {fieldRef: {fieldPath: metadata.name}}}]", "env", "[{name: A, valueFrom: {fieldRef: {fieldPath: metadata.name, apiVersion: v1}}}]")]
    [InlineData("env: [{name: A, valueFrom: {resourceFieldRef: {resource: limits.cpu}}}]", "env", "[{name: A, valueFrom: {resourceFieldRef: {resource: limits.cpu, divisor: '0'}}}]")]
    [InlineData("resources: {limits: {cpu: 0.5, memory: 1024Mi}}", "resources", "{limits: {cpu: 500m, memory: 1Gi}, requests: {cpu: 500m, memory: 1Gi}}")]
    [InlineData("securityContext: {privileged: false}", "securityContext", "{privileged: false}")]
    [InlineData("volumeMounts: [{name: v, mountPath: /v, readOnly: false}]", "volumeMounts", "[{name: v, mountPath: /v}]")]
    public void A_pod_s_container_is_completed(string field, string name, string expected) =>
        AssertDefaulted($"spec: {{containers: [{{name: c, image: 'i:1', {field}}}]}}", "v1", "Pod", $"spec.containers[0].{name}", expected);

    [Theory]
    [InlineData("{name: v}", "{name: v, emptyDir: {}}"), InlineData("{name: v, configMap: {name: c}}", "{name: v, configMap: {name: c, defaultMode: 420}}"), InlineData("{name: v, secret: {secretName: s, defaultMode: 256}}", "{name: v, secret: {secretName: s, defaultMode: 256}}")]
    [InlineData("{name: v, hostPath: {path: /x}}", "{name: v, hostPath: {path: /x, type: ''}}")]
    [InlineData("{name: v, projected: {sources: [{serviceAccountToken: {path: t}}]}}", "{name: v, projected: {sources: [{serviceAccountToken: {path: t, expirationSeconds: 3600}}], defaultMode: 420}}")]
    public void A_volume_is_completed(string volume, string expected) =>
        AssertDefaulted($"spec: {{containers: [{Container}], volumes: [{volume}]}}", "v1", "Pod", "spec.volumes[0]", expected);

    [Theory]
    [InlineData("v1", "Pod", "spec: {containers: []}", "spec", "{containers: [], restartPolicy: Always, terminationGracePeriodSeconds: 30, dnsPolicy: ClusterFirst, securityContext: {}, schedulerName: default-scheduler, enableServiceLinks: true}")]
    [InlineData("apps/v1", "Deployment", "spec: {strategy: {type: Recreate}}", "spec.strategy", "{type: Recreate}")]
    [InlineData("apps/v1", "Deployment", "spec: {strategy: {rollingUpdate: {maxSurge: 0}}}", "spec.strategy", "{type: RollingUpdate, rollingUpdate: {maxSurge: 0, maxUnavailable: 25%}}")]
    [InlineData("apps/v1", "DaemonSet", "spec: {}", "spec.updateStrategy", "{type: RollingUpdate, rollingUpdate: {maxUnavailable: 1, maxSurge: 0}}")]
    [InlineData("batch/v1", "Job", "spec: {completions: 5}", "spec.parallelism", "1")]
    [InlineData("batch/v1", "Job", "spec: {parallelism: 5}", "spec.completions", "null")]
    [InlineData("batch/v1", "Job", "spec: {template: {metadata: {labels: {a: b}}}}", "metadata.labels", "{a: b}")]
    [InlineData("batch/v1", "CronJob", "spec: {schedule: x}", "spec.jobTemplate.metadata", "{}")]
    [InlineData("v1", "Service", "spec: {ports: [{port: 80}, {port: 81, targetPort: http}]}", "spec", "{ports: [{port: 80, protocol: TCP, targetPort: 80}, {port: 81, protocol: TCP, targetPort: http}], sessionAffinity: None, type: ClusterIP, internalTrafficPolicy: Cluster}")]
    [InlineData("v1", "Service", "spec: {type: LoadBalancer, sessionAffinity: ClientIP}", "spec", "{type: LoadBalancer, sessionAffinity: ClientIP, sessionAffinityConfig: {clientIP: {timeoutSeconds: 10800}}, externalTrafficPolicy: Cluster, internalTrafficPolicy: Cluster, allocateLoadBalancerNodePorts: true}")]
    [InlineData("v1", "Service", "spec: {type: ExternalName, externalName: x.example}", "spec", "{type: ExternalName, externalName: x.example, sessionAffinity: None}")]
    [InlineData("v1", "Secret", "{stringData: {a: x}, data: {a: b2xk, b: eA==}}", "data", "{a: eA==, b: eA==}")]
    [InlineData("v1", "Namespace", "metadata: {name: web}", "metadata", "{name: web, labels: {kubernetes.io/metadata.name: web}}")]
    [InlineData("v1", "LimitRange", "spec: {limits: [{type: Container, max: {cpu: '1'}, min: {memory: 1Mi}}]}", "spec.limits[0]", "{type: Container, max: {cpu: '1'}, min: {memory: 1Mi}, default: {cpu: '1'}, defaultRequest: {cpu: '1', memory: 1Mi}}")]
    [InlineData("v1", "ResourceQuota", "spec: {hard: {requests.cpu: 1000m, pods: 10}}", "spec.hard", "{requests.cpu: '1', pods: '10'}")]
    [InlineData("autoscaling/v2", "HorizontalPodAutoscaler", "spec: {maxReplicas: 2}", "spec", "{maxReplicas: 2, minReplicas: 1, metrics: [{type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 80}}}], scaleTargetRef: {kind: '', name: ''}}")]
    [InlineData("autoscaling/v2", "HorizontalPodAutoscaler", "spec: {maxReplicas: 2, behavior: {scaleDown: {stabilizationWindowSeconds: 60}}}", "spec.behavior", "{scaleDown: {stabilizationWindowSeconds: 60, selectPolicy: Max, policies: [{type: Percent, value: 100, periodSeconds: 15}]}, scaleUp: {stabilizationWindowSeconds: 0, selectPolicy: Max, policies: [{type: Pods, value: 4, periodSeconds: 15}, {type: Percent, value: 100, periodSeconds: 15}]}}")]
    [InlineData("networking.k8s.io/v1", "NetworkPolicy", "spec: {podSelector: {}, egress: [{ports: [{port: 53}]}]}", "spec", "{podSelector: {}, egress: [{ports: [{port: 53, protocol: TCP}]}], policyTypes: [Ingress, Egress]}")]
    [InlineData("networking.k8s.io/v1", "NetworkPolicy", "spec: {podSelector: {}}", "spec.policyTypes", "[Ingress]")]
    [InlineData("rbac.authorization.k8s.io/v1", "RoleBinding", "{roleRef: {kind: Role, name: r}, subjects: [{kind: User, name: u}, {kind: ServiceAccount, name: s}]}", "subjects", "[{kind: User, name: u, apiGroup: rbac.authorization.k8s.io}, {kind: ServiceAccount, name: s}]")]
    [InlineData("rbac.authorization.k8s.io/v1", "Role", "metadata: {name: r}", "rules", "null")]
    [InlineData("v1", "PersistentVolumeClaim", "spec: {resources: {requests: {storage: 1024Mi}}}", "spec", "{resources: {requests: {storage: 1Gi}}, volumeMode: Filesystem}")]
    [InlineData("storage.k8s.io/v1", "StorageClass", "provisioner: p", "reclaimPolicy", "Delete")]
    [InlineData("apps/v1", "StatefulSet", "spec: {volumeClaimTemplates: [{metadata: {name: d}, spec: {resources: {requests: {storage: 1Gi}}}}]}", "spec.volumeClaimTemplates[0]", "{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: d}, spec: {resources: {requests: {storage: 1Gi}}, volumeMode: Filesystem}, status: {phase: Pending}}")]
    [InlineData("coordination.k8s.io/v1", "Lease", "spec: {renewTime: '2026-01-01T01:00:00.5+01:00'}", "spec.renewTime", "'2026-01-01T00:00:00.500000Z'")]
    [InlineData("v1", "ConfigMap", "{data: {}, binaryData: null, unknown: 1}", "", "{apiVersion: v1, kind: ConfigMap, metadata: {}}")]
    [InlineData("v1", "Pod", "{spec: {containers: []}, status: {conditions: [{type: Ready, status: 'True'}]}}", "status.conditions[0]", "{type: Ready, status: 'True', lastProbeTime: null, lastTransitionTime: null}")]
    [InlineData("apps/v1", "Deployment", "spec: {paused: false, minReadySeconds: 0, replicas: 0}", "spec.replicas", "0")]
    [InlineData("apps/v1", "Deployment", "spec: {paused: false, minReadySeconds: 0, replicas: 0}", "spec.paused", "null")]
    public void A_kind_is_completed_as_kube_apiserver_does(string apiVersion, string kind, string fields, string path, string expected) => AssertDefaulted(fields, apiVersion, kind, path, expected);

    [Theory]
    [InlineData("apps/v1", "Deployment", "spec: {replicas: x}", "Deployment in version \"v1\" cannot be handled as a Deployment: json: cannot unmarshal string into Go struct field DeploymentSpec.spec.replicas of type int32")]
    [InlineData("apps/v1", "Deployment", "spec: {replicas: 1.5}", "Deployment in version \"v1\" cannot be handled as a Deployment: json: cannot unmarshal number 1.5 into Go struct field DeploymentSpec.spec.replicas of type int32")]
    [InlineData("v1", "ConfigMap", "data: {a: 1}", "ConfigMap in version \"v1\" cannot be handled as a ConfigMap: json: cannot unmarshal number into Go struct field ConfigMap.data of type string")]
    [InlineData("v1", "ConfigMap", "data: x", "ConfigMap in version \"v1\" cannot be handled as a ConfigMap: json: cannot unmarshal string into Go struct field ConfigMap.data of type map[string]string")]
    [InlineData("v1", "Pod", "spec: {containers: [{name: c, env: [{name: A, value: 1}]}]}", "Pod in version \"v1\" cannot be handled as a Pod: json: cannot unmarshal number into Go struct field EnvVar.spec.containers.env.value of type string")]
    [InlineData("v1", "Pod", "spec: {containers: {}}", "Pod in version \"v1\" cannot be handled as a Pod: json: cannot unmarshal object into Go struct field PodSpec.spec.containers of type []v1.Container")]
    [InlineData("v1", "Secret", "data: {a: '@@'}", "Secret in version \"v1\" cannot be handled as a Secret: illegal base64 data at input byte 0")]
    [InlineData("v1", "Pod", "spec: {containers: [{name: c, resources: {limits: {cpu: 1x}}}]}", "Pod in version \"v1\" cannot be handled as a Pod: quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'")]
    [InlineData("v1", "Pod", "metadata: {creationTimestamp: yesterday}", "Pod in version \"v1\" cannot be handled as a Pod: parsing time \"yesterday\" as \"2006-01-02T15:04:05Z07:00\": cannot parse \"yesterday\" as \"2006\"")]
    public void A_value_of_a_wrong_type_is_a_bad_request_in_Go_s_words(string apiVersion, string kind, string fields, string message)
    {
        var refusal = Assert.Throws<PatchException>(() => Defaults.Apply(Object(apiVersion, kind, fields)));

        Assert.Equal((400, message), (refusal.Code, refusal.Message));
    }

    [Fact]
    public void Defaults_given_twice_change_nothing_more()
    {
        var value = Object("apps/v1", "Deployment", $"spec: {{template: {{spec: {{containers: [{Container}], volumes: [{{name: v}}]}}}}}}");
        Defaults.Apply(value);
        var once = value.ToJsonString();

        Defaults.Apply(value);

        Assert.Equal(once, value.ToJsonString());
    }

    [Fact]
    public void A_custom_resource_is_pruned_and_completed_by_its_schema()
    {
        var schema = SchemaCatalog.FromOpenApi(Yaml.Read("""
            type: object
            properties:
              spec:
                type: object
                default: {}
                properties:
                  size: {type: integer, default: 3}
                  mode: {type: string, default: fast, nullable: true}
                  any: {type: object, x-kubernetes-preserve-unknown-fields: true}
                  map: {type: object, additionalProperties: {type: object, properties: {x: {type: integer, default: 1}}}}
                  list: {type: array, items: {type: object, properties: {y: {type: string, default: z}}}}
                  port: {x-kubernetes-int-or-string: true}
            """));
        var value = Yaml.Read("{apiVersion: e/v1, kind: W, metadata: {name: w, unknown: 1}, extra: 1, spec: {size: null, mode: null, gone: 1, any: {kept: {too: 1}}, map: {k: {g: 1}}, list: [{}], port: http}}");
        var empty = Yaml.Read("{apiVersion: e/v1, kind: W, metadata: {name: w}}");

        Defaults.Apply(value, schema);
        Defaults.Apply(empty, schema);

        Assert.Empty(Difference.Between(Yaml.Read("{apiVersion: e/v1, kind: W, metadata: {name: w}, spec: {size: 3, mode: null, any: {kept: {too: 1}}, map: {k: {x: 1}}, list: [{'y': z}], port: http}}"), value));
        Assert.Empty(Difference.Between(Yaml.Read("{apiVersion: e/v1, kind: W, metadata: {name: w}, spec: {size: 3, mode: fast}}"), empty));
    }

    private static void AssertDefaulted(string fields, string apiVersion, string kind, string path, string expected)
    {
        var value = Object(apiVersion, kind, fields);

        Defaults.Apply(value);

        Assert.Empty(Difference.Between(Yaml.ReadAny(expected), At(value, path)));
    }

    private static JsonObject Object(string apiVersion, string kind, string fields)
    {
        var value = Yaml.Read(fields);
        value["apiVersion"] = apiVersion;
        value["kind"] = kind;
        return value;
    }

    private static JsonNode? At(JsonNode? value, string path) =>
        path.Replace("[", ".[", StringComparison.Ordinal).Split('.', StringSplitOptions.RemoveEmptyEntries).Aggregate(value, (node, step) => step[0] == '[' ? node![int.Parse(step[1..^1], System.Globalization.CultureInfo.InvariantCulture)] : node?[step]);
}
