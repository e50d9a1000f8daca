namespace Pipeline.Embedded.Kubernetes.Tests.Ownership;

/// <summary>A test over exchanges recorded from a real kube-apiserver. Without their folder it is skipped and says so.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RecordedFactAttribute : FactAttribute
{
    public RecordedFactAttribute()
    {
        if (!Directory.Exists(Recording.Folder))
            Skip = "KUBERNETES_RECORDINGS names no folder with recordings of a kube-apiserver.";
    }
}
