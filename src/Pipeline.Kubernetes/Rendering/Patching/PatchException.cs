namespace Pipeline.Kubernetes.Rendering.Patching;

/// <summary>Why a patch can't be applied; the transformer adds which patch of which file, and to which object.</summary>
internal sealed class PatchException(string reason) : Exception(reason);
