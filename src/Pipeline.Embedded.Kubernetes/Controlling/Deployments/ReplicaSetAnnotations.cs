using System.Globalization;
using k8s.Models;

namespace Pipeline.Embedded.Kubernetes.Controlling.Deployments;

/// <summary>What a Deployment notes on its ReplicaSets.</summary>
internal static class ReplicaSetAnnotations
{
    public const string Revision = "deployment.kubernetes.io/revision";
    private const string RevisionHistory = "deployment.kubernetes.io/revision-history";
    private const string DesiredReplicas = "deployment.kubernetes.io/desired-replicas";
    private const string MaxReplicas = "deployment.kubernetes.io/max-replicas";
    private const string LastApplied = "kubectl.kubernetes.io/last-applied-configuration";
    private const int LongestHistory = 2000;

    private static readonly string[] NotCopied = [LastApplied, Revision, RevisionHistory, DesiredReplicas, MaxReplicas, "deprecated.deployment.rollback.kubernetes.io/rollback-to"];

    public static long RevisionOf(V1ReplicaSet replicaSet) => Number(replicaSet, Revision) ?? 0;

    public static int? DesiredOf(V1ReplicaSet replicaSet) => (int?)Number(replicaSet, DesiredReplicas);

    public static int MostPodsOf(V1ReplicaSet replicaSet) => (int?)Number(replicaSet, MaxReplicas) ?? 0;

    /// <summary>The Deployment's own annotations, and the revision where it is newer; the one before it goes into the history. True where something changed.</summary>
    public static bool SetRevision(V1Deployment deployment, V1ReplicaSet replicaSet, long revision)
    {
        var annotations = replicaSet.Metadata.Annotations ??= new Dictionary<string, string>();
        var changed = false;
        foreach (var (name, value) in deployment.Metadata.Annotations ?? new Dictionary<string, string>())
        {
            if (!NotCopied.Contains(name))
                changed |= Set(annotations, name, value);
        }

        var old = RevisionOf(replicaSet);
        if (old >= revision)
            return changed;

        if (old > 0)
        {
            var history = annotations.TryGetValue(RevisionHistory, out var before) && before.Length > 0 ? $"{before},{old}" : Text(old);
            while (history.Length > LongestHistory && history.Contains(','))
                history = history[(history.IndexOf(',') + 1)..];
            annotations[RevisionHistory] = history;
        }

        annotations[Revision] = Text(revision);
        return true;
    }

    /// <summary>The bounds it was scaled within, for the next proportional scaling. True where something changed.</summary>
    public static bool SetReplicas(V1ReplicaSet replicaSet, RolloutBounds bounds)
    {
        var annotations = replicaSet.Metadata.Annotations ??= new Dictionary<string, string>();
        return Set(annotations, DesiredReplicas, Text(bounds.Replicas)) | Set(annotations, MaxReplicas, Text(bounds.MostPods));
    }

    public static bool Set(IDictionary<string, string> annotations, string name, string value)
    {
        if (annotations.TryGetValue(name, out var old) && old == value)
            return false;

        annotations[name] = value;
        return true;
    }

    private static long? Number(V1ReplicaSet replicaSet, string name) =>
        replicaSet.Metadata.Annotations is { } annotations && annotations.TryGetValue(name, out var text) && long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
