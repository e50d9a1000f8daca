namespace Pipeline.Containers.Scanning.Writing;

/// <summary>Whose findings a SARIF file has. Each file of one commit needs a category of its own: code scanning refuses two runs of one tool and category.</summary>
/// <param name="Tool">The tool's name.</param>
/// <param name="FullName">The same, for people.</param>
/// <param name="InformationUri">Where it is described.</param>
/// <param name="Category">What it looked at, as code scanning tells alerts apart: <c>trivy/app</c>. It becomes <c>runs[].automationDetails.id</c>.</param>
public sealed record SarifSource(string Tool, string FullName, string InformationUri, string Category)
{
    /// <summary>Trivy's scan of an image.</summary>
    /// <param name="image">The image's name.</param>
    public static SarifSource Trivy(string image) => new("Trivy", "Trivy Vulnerability Scanner", "https://github.com/aquasecurity/trivy", $"trivy/{image}");

    /// <summary>NuGet's audit of a project or solution.</summary>
    /// <param name="project">Its name.</param>
    public static SarifSource NuGetAudit(string project) => new("NuGet audit", "NuGet's package audit", "https://learn.microsoft.com/nuget/concepts/auditing-packages", $"nuget-audit/{project}");
}
