namespace Pipeline.Configuration;

/// <summary>An options class with rules that no attribute can say: of two settings together, or of one environment only.</summary>
public interface ISettingChecks
{
    /// <summary>
    /// What is wrong, if anything. Asked only once each property for itself is right, and all references to secrets are resolved.
    /// </summary>
    /// <param name="environment">The environment that the service runs in: <c>Production</c>, <c>Staging</c>, <c>Development</c>.</param>
    IEnumerable<SettingProblem> Check(string environment);
}
