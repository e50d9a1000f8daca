namespace Pipeline.Embedded.Kubernetes.Patching;

/// <summary>A path in a JSON patch (RFC 6901).</summary>
internal static class JsonPointer
{
    /// <summary>The steps of a path; none for the whole document. A path that is none is refused.</summary>
    public static IReadOnlyList<string> Parse(string path)
    {
        if (path.Length == 0)
            return [];
        if (path[0] != '/')
            throw PatchException.Rejected();
        return [.. path[1..].Split('/').Select(step => step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))];
    }
}
