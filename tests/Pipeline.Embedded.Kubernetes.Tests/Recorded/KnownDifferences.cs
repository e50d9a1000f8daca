using System.Text.RegularExpressions;

namespace Pipeline.Embedded.Kubernetes.Tests.Recorded;

/// <summary>Where the embedded server answers otherwise, on purpose or because it can't be the same, and why.</summary>
internal static class KnownDifferences
{
    /// <summary>Exchanges whose recorded answer depends on the millisecond that it was asked for in.</summary>
    public static IReadOnlyDictionary<string, string> Unsettled { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["07-list-watch#13"] = "A watch of all ConfigMaps from the beginning: what controllers put there, and when, is each cluster's own.",
        ["08-update-patch-delete#14"] = "Asks for a Deployment while the garbage collector deletes it in the foreground.",
        ["09-rollout#7"] = "Asks before the controllers have seen the change.",
        ["09-rollout#10"] = "A page of events in the order of names that are made of times.",
    };

    /// <summary>Differences by exchange and path.</summary>
    public static IReadOnlyList<KnownDifference> All { get; } =
    [
        new("01-discovery#0", @"\.body\.(gitVersion|gitCommit|gitTreeState|goVersion|compiler)", "It is no build of Kubernetes, and says so."),
        new("01-discovery#2", @"\.body\.resources", "Not served: bindings, componentstatuses, podtemplates, replicationcontrollers, proxies, attach, exec, portforward, ephemeralcontainers, resize."),
        new("01-discovery#3", @"\.body\.groups", "Not served: aggregated API servers, certificates, webhooks, node, resource and flow control; autoscaling only as v2."),
        new("01-discovery#8", @"\.body\.resources", "Not served: ipaddresses, servicecidrs."),
        new("09-rollout#5", @"\.body\.items\[\d\]\.spec\.(containers\[0\]\.volumeMounts|serviceAccountName|serviceAccount|volumes)", "The recorded server ran without the admission plugin ServiceAccount, which clusters usually have."),
        new("10-lease-lock#2", @"\.body\.spec\.(holderIdentity|renewTime)", "The recording shows the object after the recorder changed it for its next request."),
        new("10-lease-lock#3", @"\.body\.spec\.holderIdentity", "The same: the recorded answer was changed afterwards."),
    ];

    public static KnownDifference? Explaining(string place, string difference) => All.FirstOrDefault(x => x.Explains(place, difference));
}

/// <summary>A difference that is meant.</summary>
/// <param name="Place">The exchange.</param>
/// <param name="Path">A pattern for the path in the answer.</param>
/// <param name="Reason">Why.</param>
internal sealed record KnownDifference(string Place, string Path, string Reason)
{
    public bool Explains(string place, string difference) => place == Place && Regex.IsMatch(difference, "^" + Path);
}
