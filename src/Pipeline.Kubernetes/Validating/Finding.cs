namespace Pipeline.Kubernetes.Validating;

/// <summary>Something found in a manifest.</summary>
/// <param name="Rule">The rule's name, stable: <c>schema</c>, <c>name</c>, <c>label</c>, <c>image-digest</c>.</param>
/// <param name="Severity">Errors stop a delivery.</param>
/// <param name="Subject">The object, as kind/namespace/name.</param>
/// <param name="Source">The file that it came from.</param>
/// <param name="Message">What is wrong, with the value, and what to do.</param>
public sealed record Finding(string Rule, FindingSeverity Severity, string Subject, string Source, string Message)
{
    /// <summary>One line for people.</summary>
    public override string ToString() => $"{(Severity == FindingSeverity.Error ? "error" : "warning")} {Rule}: {Subject}: {Message} ({Source})";
}

/// <summary>How bad a <see cref="Finding"/> is.</summary>
public enum FindingSeverity
{
    /// <summary>To be looked at; delivery goes on.</summary>
    Warning,

    /// <summary>The cluster would refuse it, or the delivery must not use it.</summary>
    Error,
}
