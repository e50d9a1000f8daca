namespace Pipeline.Kubernetes.Checking;

/// <summary>A right that a deployment needs.</summary>
internal sealed record NeededRight(string Group, string Resource, string? Namespace, string Verb)
{
    public string? Subresource { get; init; }

    /// <summary><c>deployments.apps</c>, <c>pods/log</c>.</summary>
    public string FullName => $"{Resource}{(Group.Length == 0 ? "" : $".{Group}")}{(Subresource is null ? "" : $"/{Subresource}")}";
}
