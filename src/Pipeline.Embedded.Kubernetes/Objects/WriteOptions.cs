namespace Pipeline.Embedded.Kubernetes.Objects;

/// <summary>What to do about fields that a kind doesn't have, or has twice.</summary>
internal enum FieldValidation
{
    /// <summary>Drop them.</summary>
    Ignore,

    /// <summary>Drop them and say so in a <c>Warning</c> header. The default, as in Kubernetes.</summary>
    Warn,

    /// <summary>Refuse the request.</summary>
    Strict,
}

/// <summary>How a write is meant.</summary>
internal sealed record WriteOptions
{
    /// <summary>Who owns the fields that are written.</summary>
    public required string Manager { get; init; }

    /// <summary>Whether nothing is stored.</summary>
    public bool IsDryRun { get; init; }

    public FieldValidation FieldValidation { get; init; } = FieldValidation.Warn;

    /// <summary>Whether an apply takes fields from other managers.</summary>
    public bool IsForced { get; init; }

    /// <summary>What the client is told beside the answer.</summary>
    public List<string> Warnings { get; } = [];
}
