namespace Pipeline.Embedded.Kubernetes.Access;

/// <summary>What somebody wants to do, as rules name it.</summary>
internal sealed record AccessAttributes
{
    public required UserIdentity User { get; init; }

    public required string Verb { get; init; }

    public string Group { get; init; } = "";

    public string Resource { get; init; } = "";

    public string? Subresource { get; init; }

    public string? NamespaceName { get; init; }

    public string? Name { get; init; }

    /// <summary>The path, for what isn't an object.</summary>
    public string? Path { get; init; }

    /// <summary>The resource as rules write it: <c>pods/log</c>.</summary>
    public string QualifiedResource => Subresource is null ? Resource : $"{Resource}/{Subresource}";
}
