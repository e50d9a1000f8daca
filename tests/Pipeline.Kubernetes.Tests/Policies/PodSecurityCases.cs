using Pipeline.Kubernetes.Tests.Validating;
using static Pipeline.Kubernetes.Tests.Validating.Sample;

namespace Pipeline.Kubernetes.Tests.Policies;

internal static class PodSecurityCases
{
    private const string Limited = "securityContext: {capabilities: {drop: [ALL]}, allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}}";

    public static IReadOnlyList<RuleCase> All { get; } =
    [
        new("K8S101", Container("securityContext: {windowsOptions: {hostProcess: true}}"), Container("securityContext: {windowsOptions: {hostProcess: false}}"), "a process of the node"),
        new("K8S101", Pod("securityContext: {windowsOptions: {hostProcess: true}}"), Pod("securityContext: {}"), "spec.securityContext.windowsOptions.hostProcess"),
        new("K8S102", Pod("hostNetwork: true"), Pod("hostNetwork: false"), "hostNetwork is on"),
        new("K8S102", Pod("hostPID: true"), Pod("shareProcessNamespace: false"), "hostPID is on"),
        new("K8S102", Pod("hostIPC: true"), Pod("hostUsers: true"), "hostIPC is on"),
        new("K8S103", Container("securityContext: {privileged: true}"), Container("securityContext: {privileged: false}"), "container 'a' is privileged"),
        new("K8S103", Init("securityContext: {privileged: true}"), Init("securityContext: {}"), "container 'b' is privileged"),
        new("K8S103", Pod("ephemeralContainers: [{name: e, image: i, securityContext: {privileged: true}}]"), Pod("ephemeralContainers: [{name: e, image: i}]"), "container 'e' is privileged"),
        new("K8S104", Container("securityContext: {capabilities: {add: [SYS_ADMIN]}}"), Container("securityContext: {capabilities: {add: [NET_BIND_SERVICE]}}"), "adds 'SYS_ADMIN'"),
        new("K8S104", Container("securityContext: {capabilities: {add: [ALL]}}"), Pod("os: {name: windows}, containers: [{name: a, image: i, securityContext: {capabilities: {add: [X]}}}]"), "adds 'ALL'"),
        new("K8S105", Container("tty: true"), Container(Limited), "doesn't drop ALL"),
        new("K8S105", Container("securityContext: {capabilities: {drop: [KILL]}}"), Pod("os: {name: windows}"), "container 'a'"),
        new("K8S105", Pod($"containers: [{{name: a, image: i, {Limited}}}], initContainers: [{{name: b, image: i}}]"), Pod($"containers: [{{name: a, image: i, {Limited}}}], initContainers: [{{name: b, image: i, {Limited}}}]"), "container 'b'"),
        new("K8S106", Pod("volumes: [{name: v, hostPath: {path: /}}]"), Pod("volumes: [{name: v, emptyDir: {}}]"), "a folder of the node"),
        new("K8S107", Container("ports: [{containerPort: 80, hostPort: 80}]"), Container("ports: [{containerPort: 80, hostPort: 0}]"), "takes the node's port 80"),
        new("K8S108", Container("readinessProbe: {httpGet: {port: 80, host: 10.0.0.1}}"), Container("readinessProbe: {httpGet: {port: 80, host: ''}}"), "asks '10.0.0.1'"),
        new("K8S108", Container("lifecycle: {preStop: {tcpSocket: {port: 80, host: a}}}"), Container("lifecycle: {preStop: {tcpSocket: {port: 80}}}"), "asks 'a'"),
        new("K8S109", Container("securityContext: {appArmorProfile: {type: Unconfined}}"), Container("securityContext: {appArmorProfile: {type: Localhost, localhostProfile: a}}"), "is 'Unconfined'"),
        new("K8S109", "{apiVersion: v1, kind: Pod, metadata: {name: a, annotations: {container.apparmor.security.beta.kubernetes.io/a: unconfined}}, spec: {containers: [{name: a, image: i}]}}", "{apiVersion: v1, kind: Pod, metadata: {name: a, annotations: {container.apparmor.security.beta.kubernetes.io/a: localhost/x}}, spec: {containers: [{name: a, image: i}]}}", "unconfined"),
        new("K8S110", Pod("securityContext: {seLinuxOptions: {type: spc_t}}"), Pod("securityContext: {seLinuxOptions: {type: container_t, level: 's0'}}"), "is 'spc_t'"),
        new("K8S110", Container("securityContext: {seLinuxOptions: {user: root}}"), Container("securityContext: {seLinuxOptions: {user: ''}}"), "is 'root'"),
        new("K8S111", Container("securityContext: {procMount: Unmasked}"), Container("securityContext: {procMount: Default}"), "has 'Unmasked'"),
        new("K8S112", Pod("hostname: a"), Pod("securityContext: {seccompProfile: {type: RuntimeDefault}}"), "has no seccomp profile"),
        new("K8S112", Pod("securityContext: {seccompProfile: {type: Unconfined}}"), Container(Limited), "takes the profile away"),
        new("K8S112", Container("securityContext: {seccompProfile: {type: Unconfined}}"), Container("securityContext: {seccompProfile: {type: Localhost}}"), "takes the profile away"),
        new("K8S113", Pod("securityContext: {sysctls: [{name: kernel.msgmax, value: '1'}]}"), Pod("securityContext: {sysctls: [{name: net.ipv4.tcp_rmem, value: '1'}]}"), "kernel.msgmax"),
        new("K8S114", Pod("volumes: [{name: v, nfs: {server: s, path: /}}]"), Pod("volumes: [{name: v, projected: {sources: []}}, {name: w, csi: {driver: d}}, {name: h, hostPath: {path: /}}]"), "of type nfs"),
        new("K8S115", Container("securityContext: {allowPrivilegeEscalation: true}"), Container("securityContext: {allowPrivilegeEscalation: false}"), "allowPrivilegeEscalation"),
        new("K8S115", Container("tty: true"), Pod("os: {name: windows}"), "container 'a'"),
        new("K8S116", Container("tty: true"), Pod("securityContext: {runAsNonRoot: true}"), "may run as root"),
        new("K8S116", Pod("securityContext: {runAsNonRoot: true}, containers: [{name: a, image: i, securityContext: {runAsNonRoot: false}}]"), Container("securityContext: {runAsNonRoot: true}"), "container 'a'"),
        new("K8S117", Pod("securityContext: {runAsUser: 0}"), Pod("securityContext: {runAsUser: 1000}"), "is root"),
        new("K8S117", Init("securityContext: {runAsUser: 0}"), Init("securityContext: {runAsUser: 1}"), "spec.initContainers[0]"),
        new("K8S118", "{apiVersion: v1, kind: Namespace, metadata: {name: a, labels: {pod-security.kubernetes.io/enforce: baseline}}}", "{apiVersion: v1, kind: Namespace, metadata: {name: a, labels: {pod-security.kubernetes.io/enforce: restricted}}}", "doesn't enforce"),
        new("K8S119", Container("securityContext: {readOnlyRootFilesystem: false}"), Container(Limited), "can write"),
        new("K8S120", Pod("serviceAccountName: s"), Pod("automountServiceAccountToken: false"), "is mounted"),
        new("K8S120", Pod("automountServiceAccountToken: true"), Together(Pod("serviceAccountName: s"), "{apiVersion: v1, kind: ServiceAccount, metadata: {name: s}, automountServiceAccountToken: false}"), "is mounted"),
        new("K8S121", Pod("hostname: a"), Pod("serviceAccountName: s"), "default account"),
        new("K8S122", Pod("shareProcessNamespace: true"), Pod("shareProcessNamespace: false"), "share their processes"),
    ];
}
