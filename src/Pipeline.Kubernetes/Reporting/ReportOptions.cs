namespace Pipeline.Kubernetes.Reporting;

/// <summary>How a report is written.</summary>
/// <param name="Root">The repository: files are named relative to it.</param>
public sealed record ReportOptions(string Root)
{
    /// <summary>What was reviewed, as <c>staging</c>: code scanning keeps the results of each apart. Default <c>manifests</c>.</summary>
    public string Category { get; init; } = "manifests";

    /// <summary>The version of the tool that wrote it. Default none.</summary>
    public string? ToolVersion { get; init; }

    /// <summary>The file relative to the root, with <c>/</c>; as it is for one outside.</summary>
    internal string Relative(string file)
    {
        if (file.Length == 0 || !Path.IsPathFullyQualified(file))
            return file.Replace('\\', '/');
        var relative = Path.GetRelativePath(Root, file).Replace('\\', '/');
        return relative.StartsWith("../", StringComparison.Ordinal) || Path.IsPathFullyQualified(relative) ? file.Replace('\\', '/') : relative;
    }
}
