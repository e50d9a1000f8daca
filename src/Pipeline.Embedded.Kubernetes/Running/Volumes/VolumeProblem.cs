namespace Pipeline.Embedded.Kubernetes.Running.Volumes;

/// <summary>A volume that can't be had yet; the message is the kubelet's.</summary>
internal sealed class VolumeProblem(string message) : Exception(message);
