namespace Pipeline.Components.Workflows;

/// <summary>The workflows that <see cref="DeliveryWorkflowsAttribute"/> generates.</summary>
[Flags]
public enum DeliveryFiles
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary><c>ci-cd.yml</c>: pull requests up to the gates; the main branch up to production.</summary>
    CiCd = 1,

    /// <summary><c>promote.yml</c>: a release from staging to production, by hand.</summary>
    Promote = 2,

    /// <summary><c>rollback.yml</c>: production back to an earlier release, by hand.</summary>
    Rollback = 4,

    /// <summary><c>integration.yml</c>: contract suites in containers, and the build on other systems.</summary>
    Integration = 8,

    /// <summary><c>security.yml</c>: scans and code analysis, each week and for pull requests.</summary>
    Security = 16,

    /// <summary>All five.</summary>
    All = CiCd | Promote | Rollback | Integration | Security,
}
