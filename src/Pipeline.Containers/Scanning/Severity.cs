namespace Pipeline.Containers.Scanning;

/// <summary>How bad a finding is, lowest first, in Trivy's five steps.</summary>
public enum Severity
{
    /// <summary>Nobody rated it yet.</summary>
    Unknown,

    /// <summary>Low. CVSS below 4.0.</summary>
    Low,

    /// <summary>Medium; NuGet calls it moderate. CVSS 4.0 to 6.9.</summary>
    Medium,

    /// <summary>High. CVSS 7.0 to 8.9.</summary>
    High,

    /// <summary>Critical. CVSS 9.0 and above.</summary>
    Critical,
}
