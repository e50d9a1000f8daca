using System.Text.Json.Nodes;
using static Pipeline.Embedded.Kubernetes.Listing.Tables.Fields;
using static Pipeline.Embedded.Kubernetes.Listing.Tables.TableColumn;

namespace Pipeline.Embedded.Kubernetes.Listing.Tables;

/// <summary>The columns of the core kinds and of networking.</summary>
internal static class CoreColumns
{
    public static IEnumerable<(string Kind, IReadOnlyList<TableColumn> Columns)> All =>
    [
        ("Namespace", [TableColumns.Name, Text("Status", x => Fields.Text(x, "status.phase")), TableColumns.Age]),
        ("ConfigMap", [TableColumns.Name, Number("Data", x => Count(x, "data") + Count(x, "binaryData")), TableColumns.Age]),
        ("Secret", [TableColumns.Name, Text("Type", x => Fields.Text(x, "type")), Number("Data", x => Count(x, "data")), TableColumns.Age]),
        ("ServiceAccount", [TableColumns.Name, Number("Secrets", x => Count(x, "secrets")), TableColumns.Age]),
        ("Service",
        [
            TableColumns.Name,
            Text("Type", x => Fields.Text(x, "spec.type")),
            Text("Cluster-IP", x => Fields.Text(x, "spec.clusterIP", None)),
            Text("External-IP", ExternalAddress),
            Text("Port(s)", x => Join(Items(x, "spec.ports").Select(port => $"{Fields.Text(port, "port")}{(At(port, "nodePort") is { } node ? $":{node}" : "")}/{Fields.Text(port, "protocol", "TCP")}"))),
            TableColumns.Age,
            Text("Selector", x => Labels(At(x, "spec.selector")), 1),
        ]),
        ("Endpoints", [TableColumns.Name, Text("Endpoints", EndpointAddresses), TableColumns.Age]),
        ("EndpointSlice.discovery.k8s.io",
        [
            TableColumns.Name,
            Text("AddressType", x => Fields.Text(x, "addressType")),
            Text("Ports", x => Join(Items(x, "ports").Select(port => Fields.Text(port, "port", "*")))),
            Text("Endpoints", x => Join(Items(x, "endpoints").SelectMany(endpoint => (At(endpoint, "addresses") as JsonArray ?? []).Select(address => $"{address}")))),
            TableColumns.Age,
        ]),
        ("PersistentVolumeClaim",
        [
            TableColumns.Name,
            Text("Status", x => At(x, "metadata.deletionTimestamp") is null ? Fields.Text(x, "status.phase") : "Terminating"),
            Text("Volume", x => Fields.Text(x, "spec.volumeName")),
            Text("Capacity", x => Fields.Text(x, "status.capacity.storage")),
            Text("Access Modes", x => AccessModes(x, "status.accessModes")),
            Text("StorageClass", x => Fields.Text(x, "spec.storageClassName")),
            Text("VolumeAttributesClass", x => Fields.Text(x, "spec.volumeAttributesClassName", "<unset>")),
            TableColumns.Age,
            Text("VolumeMode", x => Fields.Text(x, "spec.volumeMode", "<unset>"), 1),
        ]),
        ("PersistentVolume",
        [
            TableColumns.Name,
            Text("Capacity", x => Fields.Text(x, "spec.capacity.storage")),
            Text("Access Modes", x => AccessModes(x, "spec.accessModes")),
            Text("Reclaim Policy", x => Fields.Text(x, "spec.persistentVolumeReclaimPolicy")),
            Text("Status", x => At(x, "metadata.deletionTimestamp") is null ? Fields.Text(x, "status.phase") : "Terminating"),
            Text("Claim", x => At(x, "spec.claimRef") is { } claim ? $"{Fields.Text(claim, "namespace")}/{Fields.Text(claim, "name")}" : ""),
            Text("StorageClass", x => Fields.Text(x, "spec.storageClassName")),
            Text("Reason", x => Fields.Text(x, "status.reason")),
            TableColumns.Age,
        ]),
        ("Node",
        [
            TableColumns.Name,
            Text("Status", NodeStatus),
            Text("Roles", x => Join((At(x, "metadata.labels") as JsonObject ?? []).Select(label => label.Key).Where(key => key.StartsWith("node-role.kubernetes.io/", StringComparison.Ordinal)).Select(key => key[24..]))),
            TableColumns.Age,
            Text("Version", x => Fields.Text(x, "status.nodeInfo.kubeletVersion")),
            Text("Internal-IP", x => Items(x, "status.addresses").Where(address => Fields.Text(address, "type") == "InternalIP").Select(address => Fields.Text(address, "address")).FirstOrDefault(None), 1),
        ]),
        ("Event",
        [
            new TableColumn("Last Seen", "string", (x, now) => Since(x, At(x, "lastTimestamp") is not null ? "lastTimestamp" : At(x, "eventTime") is not null ? "eventTime" : "metadata.creationTimestamp", now)),
            Text("Type", x => Fields.Text(x, "type")),
            Text("Reason", x => Fields.Text(x, "reason")),
            Text("Object", x => $"{Fields.Text(x, "involvedObject.kind").ToLowerInvariant()}/{Fields.Text(x, "involvedObject.name")}"),
            Text("Subobject", x => Fields.Text(x, "involvedObject.fieldPath"), 1),
            Text("Source", x => Fields.Text(x, "source.component"), 1),
            Text("Message", x => Fields.Text(x, "message").Trim()),
            new TableColumn("First Seen", "string", (x, now) => Since(x, At(x, "firstTimestamp") is not null ? "firstTimestamp" : "metadata.creationTimestamp", now)) { Priority = 1 },
            Text("Count", x => Fields.Text(x, "count", "1"), 1),
            TableColumns.Name with { Priority = 1 },
        ]),
        ("ResourceQuota", [TableColumns.Name, Text("Request", x => Quota(x, isLimit: false)), Text("Limit", x => Quota(x, isLimit: true)), TableColumns.Age]),
        ("Ingress.networking.k8s.io",
        [
            TableColumns.Name,
            Text("Class", x => Fields.Text(x, "spec.ingressClassName", None)),
            Text("Hosts", x => Items(x, "spec.rules").Select(rule => Fields.Text(rule, "host", "*")).ToList() is { Count: > 0 } hosts ? string.Join(',', hosts) : "*"),
            Text("Address", x => string.Join(',', Items(x, "status.loadBalancer.ingress").Select(item => Fields.Text(item, "ip", Fields.Text(item, "hostname"))))),
            Text("Ports", x => Count(x, "spec.tls") > 0 ? "80, 443" : "80"),
            TableColumns.Age,
        ]),
        ("IngressClass.networking.k8s.io", [TableColumns.Name, Text("Controller", x => Fields.Text(x, "spec.controller")), Text("Parameters", x => At(x, "spec.parameters") is { } of ? $"{Fields.Text(of, "kind")}/{Fields.Text(of, "name")}" : None), TableColumns.Age]),
        ("NetworkPolicy.networking.k8s.io", [TableColumns.Name, Text("Pod-Selector", x => WorkloadColumns.Selector(At(x, "spec.podSelector"))), TableColumns.Age]),
        ("Lease.coordination.k8s.io", [TableColumns.Name, Text("Holder", x => Fields.Text(x, "spec.holderIdentity")), TableColumns.Age]),
        ("StorageClass.storage.k8s.io",
        [
            TableColumns.Name,
            Text("Provisioner", x => Fields.Text(x, "provisioner")),
            Text("ReclaimPolicy", x => Fields.Text(x, "reclaimPolicy", "Delete")),
            Text("VolumeBindingMode", x => Fields.Text(x, "volumeBindingMode", "Immediate")),
            Text("AllowVolumeExpansion", x => Fields.Text(x, "allowVolumeExpansion", "false")),
            TableColumns.Age,
        ]),
        ("PriorityClass.scheduling.k8s.io",
        [
            TableColumns.Name,
            Number("Value", x => Fields.Number(x, "value")),
            Text("Global-Default", x => Fields.Text(x, "globalDefault", "false")),
            TableColumns.Age,
            Text("PreemptionPolicy", x => Fields.Text(x, "preemptionPolicy")),
        ]),
        ("RoleBinding.rbac.authorization.k8s.io", Binding()),
        ("ClusterRoleBinding.rbac.authorization.k8s.io", Binding()),
    ];

    private static IReadOnlyList<TableColumn> Binding() =>
    [
        TableColumns.Name,
        Text("Role", x => $"{Fields.Text(x, "roleRef.kind")}/{Fields.Text(x, "roleRef.name")}"),
        TableColumns.Age,
        Text("Users", x => Subjects(x, "User"), 1),
        Text("Groups", x => Subjects(x, "Group"), 1),
        Text("ServiceAccounts", x => Subjects(x, "ServiceAccount"), 1),
    ];

    private static string Subjects(JsonObject binding, string kind) =>
        string.Join(", ", Items(binding, "subjects").Where(x => Fields.Text(x, "kind") == kind).Select(x => At(x, "namespace") is { } of ? $"{of}/{Fields.Text(x, "name")}" : Fields.Text(x, "name")));

    private static string ExternalAddress(JsonObject service) => Fields.Text(service, "spec.type") switch
    {
        "ExternalName" => Fields.Text(service, "spec.externalName"),
        "LoadBalancer" => Items(service, "status.loadBalancer.ingress").Select(x => Fields.Text(x, "ip", Fields.Text(x, "hostname"))).FirstOrDefault("<pending>"),
        _ => Join(service, "spec.externalIPs"),
    };

    private static string EndpointAddresses(JsonObject endpoints) => Join(Items(endpoints, "subsets").SelectMany(subset =>
        Items(subset, "addresses").SelectMany(address => Items(subset, "ports").Select(port => $"{Fields.Text(address, "ip")}:{Fields.Text(port, "port")}"))));

    private static string AccessModes(JsonObject value, string path) => string.Join(',', (At(value, path) as JsonArray ?? []).Select(x => $"{x}" switch
    {
        "ReadWriteOnce" => "RWO",
        "ReadOnlyMany" => "ROX",
        "ReadWriteMany" => "RWX",
        "ReadWriteOncePod" => "RWOP",
        var other => other,
    }));

    private static string NodeStatus(JsonObject node)
    {
        var isReady = Items(node, "status.conditions").Any(x => Fields.Text(x, "type") == "Ready" && Fields.Text(x, "status") == "True");
        return (isReady ? "Ready" : "NotReady") + (Fields.Text(node, "spec.unschedulable") == "true" ? ",SchedulingDisabled" : "");
    }

    private static string Quota(JsonObject quota, bool isLimit) => string.Join(", ", (At(quota, "status.hard") as JsonObject ?? [])
        .Where(x => x.Key.StartsWith("limits.", StringComparison.Ordinal) == isLimit)
        .OrderBy(x => x.Key, StringComparer.Ordinal)
        .Select(x => $"{x.Key}: {(At(quota, "status.used") as JsonObject)?[x.Key]}/{x.Value}"));
}
