namespace Pipeline.Embedded.Kubernetes.Ownership;

/// <summary>What tells the entries of <c>metadata.managedFields</c> apart. An applier is the same one whatever version it writes with.</summary>
/// <param name="Manager">Who.</param>
/// <param name="Operation"><c>Apply</c> or <c>Update</c>.</param>
/// <param name="Subresource">Through which subresource; empty for the object itself.</param>
/// <param name="UpdateVersion">The version that an updater wrote with; empty for an applier.</param>
internal readonly record struct OwnerKey(string Manager, string Operation, string Subresource, string UpdateVersion)
{
    /// <summary>An applier.</summary>
    public const string Apply = "Apply";

    /// <summary>Any other writer.</summary>
    public const string Update = "Update";

    /// <summary>The key of a writer.</summary>
    public static OwnerKey Of(string manager, string operation, string? subresource, string version) =>
        new(manager.Length == 0 ? "unknown" : manager, operation, subresource ?? "", operation == Apply ? "" : version);
}
