namespace Pipeline.Embedded.Kubernetes.Running.Variables;

/// <summary>A container whose settings can't be put together: the message is the kubelet's.</summary>
internal sealed class ConfigurationProblem(string message) : Exception(message);
