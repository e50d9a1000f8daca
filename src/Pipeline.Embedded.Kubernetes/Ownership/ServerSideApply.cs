using Pipeline.Embedded.Kubernetes.Patching;

namespace Pipeline.Embedded.Kubernetes.Ownership;

/// <summary>Server-side apply.</summary>
internal static class ServerSideApply
{
    /// <summary>Merges a configuration into the live object, or says what it conflicts with. A configuration that doesn't fit the schema is a <see cref="PatchException"/>.</summary>
    public static ApplyOutcome Apply(ApplyRequest request) =>
        new() { Object = MergePatch.Apply(request.Live ?? [], request.Applied, request.Schema) };
}
