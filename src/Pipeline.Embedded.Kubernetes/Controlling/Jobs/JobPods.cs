using System.Globalization;
using k8s.Models;

namespace Pipeline.Embedded.Kubernetes.Controlling.Jobs;

/// <summary>The pods of a Job. Pure.</summary>
internal static class JobPods
{
    public const string TrackingFinalizer = "batch.kubernetes.io/job-tracking";
    private const string IndexName = "batch.kubernetes.io/job-completion-index";

    public static bool IsIndexed(V1Job job) => job.Spec.CompletionMode == "Indexed";

    public static bool IsTracked(V1Pod pod) => pod.Metadata.Finalizers?.Contains(TrackingFinalizer) == true;

    public static int? IndexOf(V1Pod pod) =>
        pod.Metadata.Annotations is { } annotations && annotations.TryGetValue(IndexName, out var text) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : null;

    public static V1Pod New(V1Job job, int? index)
    {
        var pod = PodCreation.FromTemplate(job.Spec.Template, job, ControllerReferences.To(job, "batch/v1", "Job"));
        pod.Metadata.Finalizers = [.. pod.Metadata.Finalizers ?? [], TrackingFinalizer];
        var labels = pod.Metadata.Labels = new Dictionary<string, string>(pod.Metadata.Labels ?? new Dictionary<string, string>());
        labels.TryAdd("batch.kubernetes.io/job-name", job.Metadata.Name);
        labels.TryAdd("batch.kubernetes.io/controller-uid", job.Metadata.Uid);
        labels.TryAdd("job-name", job.Metadata.Name);
        labels.TryAdd("controller-uid", job.Metadata.Uid);
        if (index is not { } number)
            return pod;

        var text = number.ToString(CultureInfo.InvariantCulture);
        pod.Metadata.GenerateName = $"{job.Metadata.Name}-{text}-";
        pod.Metadata.Annotations = new Dictionary<string, string>(pod.Metadata.Annotations ?? new Dictionary<string, string>()) { [IndexName] = text };
        labels[IndexName] = text;
        pod.Spec.Hostname = $"{job.Metadata.Name}-{text}";
        foreach (var container in pod.Spec.Containers.Concat(pod.Spec.InitContainers ?? []))
        {
            if (container.Env?.Any(x => x.Name == "JOB_COMPLETION_INDEX") != true)
            {
                var source = new V1EnvVarSource { FieldRef = new V1ObjectFieldSelector { ApiVersion = "v1", FieldPath = $"metadata.annotations['{IndexName}']" } };
                container.Env = [.. container.Env ?? [], new V1EnvVar { Name = "JOB_COMPLETION_INDEX", ValueFrom = source }];
            }
        }

        return pod;
    }

    /// <summary><c>0,2-4</c> as numbers.</summary>
    public static SortedSet<int> Indexes(string? text)
    {
        var indexes = new SortedSet<int>();
        foreach (var range in (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var ends = range.Split('-').Select(x => int.Parse(x, CultureInfo.InvariantCulture)).ToList();
            indexes.UnionWith(Enumerable.Range(ends[0], ends[^1] - ends[0] + 1));
        }

        return indexes;
    }

    /// <summary>Numbers as <c>0,2-4</c>; neighbours are told as a range from three on, two as <c>0,1</c>.</summary>
    public static string? Text(SortedSet<int> indexes)
    {
        var ranges = new List<(int First, int Last)>();
        foreach (var index in indexes)
        {
            if (ranges.Count > 0 && ranges[^1].Last == index - 1)
                ranges[^1] = (ranges[^1].First, index);
            else
                ranges.Add((index, index));
        }

        return ranges.Count == 0 ? null : string.Join(',', ranges.Select(x => x.First == x.Last ? $"{x.First}" : x.Last == x.First + 1 ? $"{x.First},{x.Last}" : $"{x.First}-{x.Last}"));
    }
}
