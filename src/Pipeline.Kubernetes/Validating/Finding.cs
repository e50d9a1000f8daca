namespace Pipeline.Kubernetes.Validating;

/// <summary>Something found in a manifest.</summary>
public sealed record Finding
{
    /// <summary>What was looked for.</summary>
    public required Rule Rule { get; init; }

    /// <summary>How bad it is. As the rule says, unless the request asks for more.</summary>
    public required FindingSeverity Severity { get; init; }

    /// <summary>The object, as kind/namespace/name; empty for a finding about the whole set.</summary>
    public required string Subject { get; init; }

    /// <summary>The field, as <c>spec.template.spec.containers[0].image</c>; empty for the whole object.</summary>
    public required string Path { get; init; }

    /// <summary>What is wrong, with the value.</summary>
    public required string Message { get; init; }

    /// <summary>The file that the object came from, as it was given.</summary>
    public required string Source { get; init; }

    /// <summary>Where it stands in a file; null where that isn't known.</summary>
    public SourceLocation? Location { get; init; }

    /// <summary>Why it is set aside; null for a finding that counts.</summary>
    public string? WaivedBecause { get; init; }

    /// <summary>One line for people.</summary>
    public override string ToString() =>
        $"{Severity.ToString().ToLowerInvariant()} {Rule.Id} ({Rule.Name}): {(Subject.Length > 0 ? Subject + ": " : "")}{(Path.Length > 0 ? Path + ": " : "")}{Message} ({Location?.ToString() ?? Source})";
}

/// <summary>How bad a <see cref="Finding"/> is.</summary>
public enum FindingSeverity
{
    /// <summary>Said, so that nothing is passed over in silence.</summary>
    Note,

    /// <summary>To be looked at; delivery goes on.</summary>
    Warning,

    /// <summary>The cluster would refuse it, or the delivery must not use it.</summary>
    Error,
}
