namespace Pipeline.Containers.Scanning.Running;

/// <summary>A folder of this machine in a container.</summary>
/// <param name="Source">The folder here.</param>
/// <param name="Target">The path there.</param>
/// <param name="IsReadOnly">True when it can't be changed from there.</param>
public sealed record ContainerMount(string Source, string Target, bool IsReadOnly);
