namespace Pipeline.Components.Targets;

/// <summary>Whether what a target writes may have colours: on a terminal, and in GitHub's log; never where <c>NO_COLOR</c> is set (https://no-color.org).</summary>
internal static class TargetColors
{
    public static bool AreWanted { get; } =
        string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
        && (!Console.IsErrorRedirected || Environment.GetEnvironmentVariable("GITHUB_ACTIONS") == "true");
}
