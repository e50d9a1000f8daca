namespace Pipeline.Kubernetes.Validating;

/// <summary>A place in a file.</summary>
/// <param name="File">The file, as its source was given.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
public sealed record SourceLocation(string File, int Line, int Column)
{
    /// <summary><c>k8s/base/service.yaml(12,3)</c>.</summary>
    public override string ToString() => $"{File}({Line},{Column})";
}
