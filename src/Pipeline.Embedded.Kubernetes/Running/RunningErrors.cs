using Pipeline.Errors;

namespace Pipeline.Embedded.Kubernetes.Running;

/// <summary>Errors of running pods as processes.</summary>
[ErrorCodes]
public static class RunningErrors
{
    /// <summary>PIPE9100.</summary>
    public static readonly ErrorCode CannotRunPods = new(
        "PIPE9100",
        "Pods can't run as processes here",
        "A pod's process needs a session of its own and POSIX signals: a shell, and setsid or perl. Windows has neither.",
        "Use Linux, macOS or WSL; on Linux install util-linux. Or switch pods off (EmbeddedClusterOptions.RunsPods): they then stay Pending.");

    /// <summary>PIPE9101.</summary>
    public static readonly ErrorCode NoAddressBlock = new(
        "PIPE9101",
        "No loopback addresses are left for pods",
        "Each embedded cluster takes one 127.x.0.0/16 for its pods and Services; all of them are taken by clusters that still run.",
        "Stop embedded clusters that are no longer needed.");

    /// <summary>PIPE9102.</summary>
    public static readonly ErrorCode NoService = new(
        "PIPE9102",
        "The Service isn't reachable",
        "There is no such Service, or it has no such port, or it is headless or an ExternalName, to which nothing is forwarded.",
        "Look at the namespace's Services: kubectl get services --namespace NAMESPACE");
}
