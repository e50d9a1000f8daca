namespace Pipeline.Embedded.Kubernetes.Controlling;

/// <summary>A look at an object that failed, and is tried again.</summary>
internal sealed record ControllerFault(string Controller, ObjectKey Key, Exception Error);
