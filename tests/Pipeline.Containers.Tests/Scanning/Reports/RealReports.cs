namespace Pipeline.Containers.Tests.Scanning.Reports;

/// <summary>A folder of reports that Trivy wrote in its own tests, named by TRIVY_REPORTS; they are not ours to keep here.</summary>
internal static class RealReports
{
    public static string? Directory { get; } = Environment.GetEnvironmentVariable("TRIVY_REPORTS");

    public static string PathOf(string name) => Path.Combine(Directory!, name);
}

/// <summary>A test that reads them.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RequiresTrivyReportsAttribute : FactAttribute
{
    public RequiresTrivyReportsAttribute()
    {
        if (string.IsNullOrEmpty(RealReports.Directory))
            Skip = "Needs reports of Trivy's. Name their folder: TRIVY_REPORTS=… (integration/testdata of Trivy's repository)";
    }
}
