namespace Pipeline.Kubernetes.Planning;

/// <summary>Annotations that planning reads or writes.</summary>
internal static class Annotations
{
    /// <summary>Which application an object belongs to, <c>namespace/application</c>; written on every object that is applied. Nothing else is ever pruned.</summary>
    public const string Application = "pipeline/application";

    /// <summary><c>"true"</c>: the object survives when a release no longer has it.</summary>
    public const string Keep = "pipeline/keep";

    /// <summary><c>"true"</c>: the object may be deleted and made anew when a field that can't change does.</summary>
    public const string Replace = "pipeline/replace";
}
