using Pipeline.Errors;

namespace Pipeline.Workflows.Defining;

/// <summary>The machine that a job runs on. GitHub's are named by their version: <c>latest</c> changes under a workflow.</summary>
public sealed record Runner
{
    private Runner(params IReadOnlyList<string> labels) => Labels = labels;

    /// <summary>Ubuntu 24.04 on x64.</summary>
    public static Runner Ubuntu2404 { get; } = new("ubuntu-24.04");

    /// <summary>Ubuntu 24.04 on Arm.</summary>
    public static Runner Ubuntu2404Arm { get; } = new("ubuntu-24.04-arm");

    /// <summary>Windows Server 2025 on x64.</summary>
    public static Runner Windows2025 { get; } = new("windows-2025");

    /// <summary>macOS 15 on Apple silicon.</summary>
    public static Runner MacOs15 { get; } = new("macos-15");

    /// <summary>The labels that a runner must have, all of them.</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>Whether it is a machine of one's own.</summary>
    public bool IsSelfHosted => Labels[0] == "self-hosted";

    /// <summary>Whether its shell is PowerShell.</summary>
    public bool IsWindows => Labels.Any(x => x.StartsWith("windows", StringComparison.OrdinalIgnoreCase));

    /// <summary>A machine of one's own, for jobs that strangers can't start: one that runs pull requests of a public repository is theirs.</summary>
    /// <param name="labels">Its labels beside <c>self-hosted</c>.</param>
    /// <exception cref="PipelineException">PIPE9602, PIPE9603: a label isn't one.</exception>
    public static Runner SelfHosted(params IEnumerable<string> labels) => new(["self-hosted", .. labels.Select(x => new Identifier(x).Text)]);
}
