namespace Pipeline.Embedded.Kubernetes.Serving;

/// <summary>A path below <c>/api</c> or <c>/apis</c> that names a kind's objects, or one of them.</summary>
internal sealed record ResourcePath(string Group, string Version, string? NamespaceName, string Plural, string? Name, string? Subresource)
{
    public static ResourcePath? Parse(string path)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return parts switch
        {
            ["api", var version, .. var rest] => Of("", version, rest),
            ["apis", var group, var version, .. var rest] => Of(group, version, rest),
            _ => null,
        };
    }

    private static ResourcePath? Of(string group, string version, string[] parts) => parts switch
    {
        ["namespaces"] => new(group, version, null, "namespaces", null, null),
        ["namespaces", var name] => new(group, version, null, "namespaces", name, null),
        ["namespaces", var name, "status" or "finalize"] => new(group, version, null, "namespaces", name, parts[2]),
        ["namespaces", var name, var plural] => new(group, version, name, plural, null, null),
        ["namespaces", var name, var plural, var item] => new(group, version, name, plural, item, null),
        ["namespaces", var name, var plural, var item, .. var sub] => new(group, version, name, plural, item, string.Join('/', sub)),
        [var plural] => new(group, version, null, plural, null, null),
        [var plural, var item] => new(group, version, null, plural, item, null),
        [var plural, var item, .. var sub] => new(group, version, null, plural, item, string.Join('/', sub)),
        _ => null,
    };
}
