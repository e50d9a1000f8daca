namespace Pipeline.Components.Releases;

/// <summary>Where and by whom this run was started, as evidence and release records name it.</summary>
internal static class RunOrigin
{
    /// <summary>A GitHub Actions run's address, else the machine.</summary>
    public static string Where() =>
        Variable("GITHUB_SERVER_URL") is { } server && Variable("GITHUB_REPOSITORY") is { } repository && Variable("GITHUB_RUN_ID") is { } run
            ? $"{server}/{repository}/actions/runs/{run}"
            : Environment.MachineName;

    /// <summary>Who started it.</summary>
    public static string Who() => Variable("GITHUB_ACTOR") ?? Environment.UserName;

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
