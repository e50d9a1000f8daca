namespace Pipeline.Kubernetes.Connecting;

/// <summary>How a kind is addressed.</summary>
internal sealed record ResourceType(string ApiVersion, string Kind, string Plural, bool IsNamespaced)
{
    public string Group => ApiVersion.Contains('/') ? ApiVersion[..ApiVersion.IndexOf('/')] : "";

    /// <summary><c>deployments.apps</c>, as kubectl writes it.</summary>
    public string FullName => Group.Length == 0 ? Plural : $"{Plural}.{Group}";

    public string ListPath(string? @namespace) =>
        $"/{(ApiVersion.Contains('/') ? "apis" : "api")}/{ApiVersion}{(IsNamespaced && @namespace is not null ? $"/namespaces/{Uri.EscapeDataString(@namespace)}" : "")}/{Plural}";

    public string Path(ObjectReference item) => $"{ListPath(item.Namespace)}/{Uri.EscapeDataString(item.Name)}";
}
