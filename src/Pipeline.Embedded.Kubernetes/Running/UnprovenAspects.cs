namespace Pipeline.Embedded.Kubernetes.Running;

/// <summary>What pods that run as processes can't show. A rehearsal ends with this list.</summary>
public static class UnprovenAspects
{
    private const string Staging = "A deployment to staging.";

    /// <summary>All of them, the likeliest surprises first.</summary>
    public static IReadOnlyList<UnprovenAspect> All { get; } =
    [
        new("Pulling images", "Images come from a map of folders; no registry is asked, no pull secret is used, no signature is checked.", Staging),
        new("Images as they are", "A published folder runs with this machine's .NET and libraries. Of an image layout with a system of its own only root on Linux sees that system.", "Running the image with a container runtime."),
        new("Security contexts", "Users, groups, capabilities, seccomp and privilege escalation aren't applied: processes run as whoever runs the cluster. A read-only root file system is, but only for root on Linux.", Staging),
        new("Network policies", "Every process reaches every other one, and the internet.", Staging + " A connection that must fail has to be tried there."),
        new("Requests and limits", "No processor or memory limit is held; nothing is killed for its memory, nothing waits for room.", Staging + " Under load."),
        new("DNS", "Service names don't resolve. Services are reachable at loopback addresses, which pods find in NAME_SERVICE_HOST variables.", Staging),
        new("Addresses", "All pods share this machine's network: a service must listen on its pod's own address. ASP.NET Core is told to, unless it chooses its address in code; that needs a variable with fieldRef status.podIP.", Staging),
        new("Volumes in place", "Without root on Linux volumes are folders that can't be shown at their mount path (but /tmp, by TMPDIR); events of the pod tell of each.", Staging),
        new("Storage", "Persistent volumes are folders; size, access mode, storage class and speed mean nothing.", Staging),
        new("Ingress and TLS", "There is no ingress controller and no cert-manager: their objects are stored, and nothing happens.", Staging),
        new("Autoscaling", "There are no metrics; an autoscaler only keeps to its least and most.", Staging + " Under load."),
        new("Several nodes", "There is one node: topology spread, affinity between pods, node failure and draining don't show. Disruption budgets are counted.", Staging),
        new("Probes by gRPC", "Only that the port takes connections is checked.", Staging),
        new("Admission by the platform", "Webhooks, policy engines and quotas of a real cluster may refuse or change what is accepted here.", "DiffManifests against the real cluster (a server-side dry run)."),
    ];
}
