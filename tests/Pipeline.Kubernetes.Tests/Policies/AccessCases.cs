using Pipeline.Kubernetes.Tests.Validating;
using static Pipeline.Kubernetes.Tests.Validating.Sample;

namespace Pipeline.Kubernetes.Tests.Policies;

internal static class AccessCases
{
    public static IReadOnlyList<RuleCase> All { get; } =
    [
        new("K8S501", Role("''", "pods", "'*'"), Role("''", "pods", "get, list"), "has * for verbs"),
        new("K8S501", Role("''", "'*'", "get"), Role("''", "pods/log", "get"), "has * for resources"),
        new("K8S502", Role("''", "secrets", "list"), Role("''", "configmaps", "list"), "shows every Secret"),
        new("K8S502", Role("''", "secrets", "get"), Role("''", "secrets", "get", "resourceNames: [a]"), "(get)"),
        new("K8S502", Role("''", "secrets", "watch", "resourceNames: [a]"), Role("''", "secrets", "create"), "(watch)"),
        new("K8S502", Role("'*'", "'*'", "'*'"), Role("apps", "secrets", "list"), "(get, list, watch)"),
        new("K8S503", Role("rbac.authorization.k8s.io", "roles", "escalate"), Role("rbac.authorization.k8s.io", "roles", "get"), "has escalate"),
        new("K8S503", Role("''", "users", "impersonate"), Role("rbac.authorization.k8s.io", "roles", "list"), "has impersonate"),
        new("K8S504", Binding("cluster-admin", "{kind: User, name: jo}"), Binding("view", "{kind: User, name: jo}"), "makes jo cluster-admin"),
        new("K8S505", Binding("view", "{kind: Group, name: 'system:authenticated'}"), Binding("view", "{kind: Group, name: developers}"), "everybody"),
        new("K8S505", Binding("view", "{kind: Group, name: 'system:serviceaccounts:n'}"), Binding("view", "{kind: User, name: 'system:serviceaccount:n:a'}"), "everybody"),
        new("K8S506", Role("''", "pods/exec", "create"), Role("''", "pods/log", "get"), "gives pods/exec"),
        new("K8S506", Role("''", "'*/exec'", "create"), Role("''", "'*/status'", "get"), "gives pods/exec"),
        new("K8S507", Role("''", "serviceaccounts/token", "create"), Role("''", "serviceaccounts", "create"), "makes tokens"),
        new("K8S507", Role("certificates.k8s.io", "certificatesigningrequests/approval", "update"), Role("certificates.k8s.io", "certificatesigningrequests", "get"), "approves certificates"),
        new("K8S508", Role("apps", "deployments", "create"), Role("apps", "deployments", "get"), "creates or changes deployments"),
        new("K8S509", Role("admissionregistration.k8s.io", "mutatingwebhookconfigurations", "patch"), Role("admissionregistration.k8s.io", "mutatingwebhookconfigurations", "get"), "changes admission webhooks"),
        new("K8S510", Binding("view", "{kind: ServiceAccount, name: default}"), Binding("view", "{kind: ServiceAccount, name: own}"), "is the default account"),
        new("K8S512", Object("v1", "Secret", "type: kubernetes.io/service-account-token"), Object("v1", "Secret", "type: Opaque"), "a token without an end"),

        new("K8S601", Cron("schedule: '@daily'"), Cron("startingDeadlineSeconds: 60"), "isn't set"),
        new("K8S601", Cron("startingDeadlineSeconds: 5"), Cron("startingDeadlineSeconds: 10"), "may never be seen"),
        new("K8S602", Cron("concurrencyPolicy: Allow"), Cron("concurrencyPolicy: Forbid"), "lets runs overlap"),
        new("K8S603", Cron("successfulJobsHistoryLimit: 1"), Cron("successfulJobsHistoryLimit: 0, failedJobsHistoryLimit: 1"), "failedJobsHistoryLimit: isn't set"),
        new("K8S603", Cron("successfulJobsHistoryLimit: 100, failedJobsHistoryLimit: 1"), Cron("successfulJobsHistoryLimit: 3, failedJobsHistoryLimit: 1"), "is 100"),
        new("K8S607", Cron("schedule: '@daily'"), Cron("timeZone: Etc/UTC"), "spec.timeZone: isn't set"),
        new("K8S604", Job("backoffLimit: 1"), Job("activeDeadlineSeconds: 60"), "activeDeadlineSeconds: isn't set"),
        new("K8S604", Cron("schedule: '@daily'"), "{apiVersion: batch/v1, kind: CronJob, metadata: {name: a}, spec: {jobTemplate: {spec: {activeDeadlineSeconds: 60, template: {spec: {containers: [{name: a, image: i}]}}}}}}", "spec.jobTemplate.spec.activeDeadlineSeconds"),
        new("K8S605", Job("activeDeadlineSeconds: 60"), Job("backoffLimit: 0"), "backoffLimit: isn't set"),
        new("K8S606", Job("backoffLimit: 1"), Job("ttlSecondsAfterFinished: 60"), "ttlSecondsAfterFinished: isn't set"),
        new("K8S606", Job("backoffLimit: 1"), Cron("schedule: '@daily'"), "Job/a"),

        new("K8S801", Object("v1", "ConfigMap", "data: {}"), "{apiVersion: v1, kind: ConfigMap, metadata: {name: a, labels: {app.kubernetes.io/name: a, app.kubernetes.io/part-of: b}}}", "there is no app.kubernetes.io/name"),
        new("K8S802", Served("tty: true"), Served("tty: true").Replace("labels: {app: a}", "labels: {app: a, app.kubernetes.io/name: a, app.kubernetes.io/part-of: b}"), "there is no app.kubernetes.io/part-of"),
        new("K8S803", "{apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: default}}", "{apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: b}}", "is 'default'"),
        new("K8S804", "{apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: a, annotations: {kubernetes.io/ingress.class: nginx}}}", Spec("networking.k8s.io/v1", "Ingress", "ingressClassName: nginx"), "Use spec.ingressClassName"),
        new("K8S805", Pod("serviceAccount: s"), Pod("serviceAccountName: s"), "Use serviceAccountName"),
        new("K8S805", Pod("nodeSelector: {beta.kubernetes.io/os: linux}"), Pod("nodeSelector: {kubernetes.io/os: linux}"), "Use kubernetes.io/os"),
        new("K8S806", Pod("volumes: [{name: v, gitRepo: {repository: r}}]"), Pod("volumes: [{name: v, emptyDir: {}}]"), "gitRepo is deprecated"),
        new("K8S807", Spec("v1", "Service", "loadBalancerIP: 1.2.3.4"), Spec("v1", "Service", "type: LoadBalancer"), "is deprecated"),
    ];

    private static string Role(string group, string resource, string verbs, string more = "resourceNames: []") =>
        Object("rbac.authorization.k8s.io/v1", "Role", $"rules: [{{apiGroups: [{group}], resources: [{resource}], verbs: [{verbs}], {more}}}]");

    private static string Binding(string role, string subject) =>
        Object("rbac.authorization.k8s.io/v1", "ClusterRoleBinding", $"roleRef: {{kind: ClusterRole, name: {role}}}, subjects: [{subject}]");

    private static string Cron(string spec) => Spec("batch/v1", "CronJob", spec + ", jobTemplate: {spec: {template: {spec: {containers: [{name: a, image: i}]}}}}");

    private static string Job(string spec) => Spec("batch/v1", "Job", spec + ", template: {spec: {containers: [{name: a, image: i}]}}");
}
