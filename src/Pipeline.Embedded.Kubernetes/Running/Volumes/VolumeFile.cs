namespace Pipeline.Embedded.Kubernetes.Running.Volumes;

/// <summary>A file of a volume.</summary>
/// <param name="Path">Below the volume's folder.</param>
/// <param name="Content">What is in it.</param>
/// <param name="Mode">Its permissions.</param>
internal sealed record VolumeFile(string Path, byte[] Content, int Mode);
