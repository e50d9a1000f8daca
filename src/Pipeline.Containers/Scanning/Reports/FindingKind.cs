namespace Pipeline.Containers.Scanning.Reports;

/// <summary>What was looked for, when something was found.</summary>
public enum FindingKind
{
    /// <summary>A known weakness of a package.</summary>
    Vulnerability,

    /// <summary>A key, token or password in a file.</summary>
    Secret,

    /// <summary>A setting of a Dockerfile, manifest or image that isn't safe.</summary>
    Misconfiguration,

    /// <summary>A licence that needs attention.</summary>
    License,
}
