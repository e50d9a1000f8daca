namespace Pipeline.Embedded.Kubernetes.Running.Mounting;

/// <summary>A folder or file of this machine at a path of the container.</summary>
internal sealed record VolumeMount(string Name, string Source, string Path, bool IsReadOnly);
