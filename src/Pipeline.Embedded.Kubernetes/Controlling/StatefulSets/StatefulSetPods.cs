using System.Globalization;
using k8s.Models;

namespace Pipeline.Embedded.Kubernetes.Controlling.StatefulSets;

/// <summary>The pods and claims of a StatefulSet by their numbers. Pure.</summary>
internal static class StatefulSetPods
{
    public const string RevisionLabel = "controller-revision-hash";
    private const string NameLabel = "statefulset.kubernetes.io/pod-name";
    private const string IndexLabel = "apps.kubernetes.io/pod-index";

    public static int OrdinalOf(V1StatefulSet set, V1Pod pod) =>
        pod.Metadata.Name.StartsWith($"{set.Metadata.Name}-", StringComparison.Ordinal) && int.TryParse(pod.Metadata.Name[(set.Metadata.Name.Length + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var ordinal) ? ordinal : -1;

    public static V1Pod New(V1StatefulSet set, V1OwnerReference reference, V1PodTemplateSpec template, string revision, int ordinal)
    {
        var pod = PodCreation.FromTemplate(template, set, reference);
        pod.Metadata.GenerateName = null;
        pod.Metadata.Name = NameOf(set, ordinal);
        pod.Metadata.Labels = new Dictionary<string, string>(pod.Metadata.Labels ?? new Dictionary<string, string>())
        {
            [NameLabel] = pod.Metadata.Name,
            [IndexLabel] = ordinal.ToString(CultureInfo.InvariantCulture),
            [RevisionLabel] = revision,
        };
        pod.Spec.Hostname = pod.Metadata.Name;
        pod.Spec.Subdomain = set.Spec.ServiceName;

        var claims = (set.Spec.VolumeClaimTemplates ?? []).Select(x => x.Metadata.Name).ToList();
        pod.Spec.Volumes =
        [
            .. claims.Select(x => new V1Volume { Name = x, PersistentVolumeClaim = new V1PersistentVolumeClaimVolumeSource { ClaimName = ClaimName(set, x, ordinal) } }),
            .. (pod.Spec.Volumes ?? []).Where(x => !claims.Contains(x.Name)),
        ];
        return pod;
    }

    public static IEnumerable<V1PersistentVolumeClaim> Claims(V1StatefulSet set, int ordinal) => (set.Spec.VolumeClaimTemplates ?? []).Select(template =>
    {
        var claim = ObjectEquality.Copy(template);
        claim.ApiVersion = "v1";
        claim.Kind = "PersistentVolumeClaim";
        claim.Status = null;
        claim.Metadata.Name = ClaimName(set, template.Metadata.Name, ordinal);
        claim.Metadata.NamespaceProperty = set.Metadata.NamespaceProperty;
        claim.Metadata.Labels = new Dictionary<string, string>([.. claim.Metadata.Labels ?? new Dictionary<string, string>(), .. (set.Spec.Selector.MatchLabels ?? new Dictionary<string, string>()).Where(x => claim.Metadata.Labels?.ContainsKey(x.Key) != true)]);
        return claim;
    });

    public static string NameOf(V1StatefulSet set, int ordinal) => $"{set.Metadata.Name}-{ordinal}";

    private static string ClaimName(V1StatefulSet set, string template, int ordinal) => $"{template}-{set.Metadata.Name}-{ordinal}";
}
