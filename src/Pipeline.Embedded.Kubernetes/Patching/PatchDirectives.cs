namespace Pipeline.Embedded.Kubernetes.Patching;

/// <summary>The fields of a strategic merge patch that say what to do rather than what to set.</summary>
internal static class PatchDirectives
{
    public const string Patch = "$patch";
    public const string Merge = "merge";
    public const string Replace = "replace";
    public const string Delete = "delete";
    public const string RetainKeys = "$retainKeys";
    public const string SetElementOrder = "$setElementOrder";
    public const string DeleteFromList = "$deleteFromPrimitiveList";
}
