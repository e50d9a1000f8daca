namespace Pipeline.Kubernetes.Tests.Rendering;

/// <summary>Inputs whose rendering must equal kustomize's, each about one thing. <c>kustomization.yaml</c> is what is shown; <see cref="Resources"/> lies beside it.</summary>
internal static class KustomizeCases
{
    public const string Resources = """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web, labels: {app: web}}
        spec:
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec:
              affinity: {podAntiAffinity: {preferredDuringSchedulingIgnoredDuringExecution: [{weight: 1, podAffinityTerm: {topologyKey: zone, labelSelector: {matchLabels: {app: web}}}}]}}
              topologySpreadConstraints: [{maxSkew: 1, topologyKey: zone, whenUnsatisfiable: DoNotSchedule, labelSelector: {matchLabels: {app: web}}}]
              initContainers: [{name: init, image: "web:1@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"}]
              containers:
              - {name: a, image: "web:1", env: [{name: A, value: yes}, {name: B, value: "true"}, {name: C, value: "0777"}]}
              - {name: b, image: "registry:5000/web"}
              - {name: c, image: webby}
              volumes: [{name: s, secret: {secretName: x, defaultMode: 0644}}]
        ---
        # an empty document
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: web}
        spec: {selector: {app: web}, ports: [{port: 80, targetPort: http}]}
        ---
        apiVersion: v1
        kind: Namespace
        metadata: {name: any}
        ---
        apiVersion: v1
        kind: ServiceAccount
        metadata: {name: web}
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: {name: reader}
        rules: [{apiGroups: [""], resources: [pods], verbs: [get]}]
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: web}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: reader}
        subjects: [{kind: ServiceAccount, name: web}, {kind: ServiceAccount, name: default}, {kind: ServiceAccount, name: other, namespace: else}]
        ---
        apiVersion: v1
        kind: List
        items:
        - {apiVersion: v1, kind: ConfigMap, metadata: {name: b}, data: {script: "#!/bin/sh\nexit 0\n", on: "off", empty: ""}}
        - {apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {k: "1"}}
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: web}
        spec: {podSelector: {matchLabels: {app: web}}, ingress: [{from: [{podSelector: {matchLabels: {app: a}}}, {podSelector: {}}]}]}
        ---
        apiVersion: policy/v1
        kind: PodDisruptionBudget
        metadata: {name: web}
        spec: {minAvailable: 50%, selector: {matchLabels: {app: web}}}
        ---
        apiVersion: batch/v1
        kind: CronJob
        metadata: {name: nightly}
        spec: {schedule: "0 3 * * *", jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [{name: a, image: web}]}}}}}
        ---
        apiVersion: batch/v1
        kind: Job
        metadata: {name: once}
        spec: {template: {spec: {restartPolicy: Never, containers: [{name: a, image: web}]}}}
        ---
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: {name: db}
        spec: {serviceName: db, selector: {matchLabels: {app: db}}, template: {metadata: {labels: {app: db}}, spec: {containers: [{name: a, image: db}]}}, volumeClaimTemplates: [{metadata: {name: data}, spec: {accessModes: [ReadWriteOnce]}}]}
        ---
        apiVersion: example.com/v1
        kind: Widget
        metadata: {name: w}
        spec: {containers: [{name: a, image: web}], nested: {containers: [{image: "web:2"}]}, size: 1.5, base: &base {a: 1}, merged: {<<: *base, b: ~}}
        """;

    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        ["resources"] = "resources: [all.yaml]",
        ["namespace"] = "resources: [all.yaml]\nnamespace: prod",
        ["labels"] = "resources: [all.yaml]\nlabels: [{pairs: {team: core, app: other}}]",
        ["labels in templates"] = "resources: [all.yaml]\nlabels: [{pairs: {team: core}, includeTemplates: true}]",
        ["labels in selectors"] = "resources: [all.yaml]\nlabels: [{pairs: {team: core}, includeSelectors: true}]",
        ["several labels"] = "resources: [all.yaml]\nlabels: [{pairs: {a: x}}, {pairs: {b: w, a: z}, includeSelectors: true, includeTemplates: true}]",
        ["commonLabels"] = "resources: [all.yaml]\ncommonLabels: {team: core}",
        ["commonAnnotations"] = "resources: [all.yaml]\ncommonAnnotations: {note: 'a: b', ready: 'yes'}",
        ["replicas"] = "resources: [all.yaml]\nreplicas: [{name: web, count: 3}, {name: db, count: 0}]",
        ["image newTag"] = "resources: [all.yaml]\nimages: [{name: web, newTag: '2'}]",
        ["image newName"] = "resources: [all.yaml]\nimages: [{name: web, newName: ghcr.io/acme/web}]",
        ["image digest"] = "resources: [all.yaml]\nimages: [{name: web, digest: 'sha256:ffff456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef'}]",
        ["image with all"] = "resources: [all.yaml]\nimages: [{name: web, newName: r/web, newTag: '3', digest: 'sha256:ffff456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef'}]",
        ["image with a port"] = "resources: [all.yaml]\nimages: [{name: 'registry:5000/web', newTag: '2'}]",
        ["image that no one has"] = "resources: [all.yaml]\nimages: [{name: nobody, newTag: '2'}]",
        ["everything"] = "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [all.yaml]\nnamespace: prod\nlabels: [{pairs: {team: core}, includeSelectors: true}]\ncommonAnnotations: {note: hi}\nimages: [{name: web, newTag: '9'}]\nreplicas: [{name: web, count: 5}]",
        ["folder"] = "resources: [../base]\nnamespace: outer\nimages: [{name: web, newTag: '9'}]",
        ["folder and own"] = "resources: [../base, own.yaml]\nnamespace: outer",
        ["component"] = "resources: [../base]\ncomponents: [../component]\nnamespace: outer",
    };

    public static void Write(Overlay overlay, string kustomization) => overlay
        .With("case/kustomization.yaml", kustomization)
        .With("case/all.yaml", Resources)
        .With("case/own.yaml", "{apiVersion: v1, kind: Secret, metadata: {name: own}, stringData: {a: b}}")
        .With("base/kustomization.yml", "resources: [all.yaml]\nnamespace: inner\nlabels: [{pairs: {base: yes-it-is}}]")
        .With("base/all.yaml", Resources)
        .With("component/kustomization.yaml", "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nresources: [extra.yaml]\nlabels: [{pairs: {part: component}}]\nreplicas: [{name: web, count: 2}]")
        .With("component/extra.yaml", "{apiVersion: v1, kind: ConfigMap, metadata: {name: extra}, data: {a: b}}");
}
