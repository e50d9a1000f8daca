namespace Pipeline.Embedded.Kubernetes.Tests.Running;

/// <summary>A test of mounts: runs as root on Linux, and says so elsewhere.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class MountingFactAttribute : FactAttribute
{
    public MountingFactAttribute()
    {
        if (!IsPossible)
            Skip = "Only root on Linux can mount; elsewhere volumes are folders beside the pod.";
    }

    public static bool IsPossible => OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess;
}
