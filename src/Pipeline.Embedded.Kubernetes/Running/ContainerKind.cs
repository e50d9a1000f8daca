namespace Pipeline.Embedded.Kubernetes.Running;

/// <summary>A container's part in its pod.</summary>
internal enum ContainerKind
{
    /// <summary>Runs to its end before the next one.</summary>
    Init,

    /// <summary>An init container with <c>restartPolicy: Always</c>: runs beside the others, and ends after them.</summary>
    Sidecar,

    /// <summary>What the pod is for.</summary>
    Main,
}
