using YamlDotNet.RepresentationModel;

namespace Pipeline.Workflows.Rehearsing;

/// <summary>Which jobs of a workflow a rehearsal runs, in which order, and which it doesn't, each with the reason.</summary>
public sealed record RehearsalPlan
{
    internal RehearsalPlan(YamlNode root, RehearsalEvent cause)
    {
        Root = root;
        Event = cause;
    }

    /// <summary>The jobs that run, each after those that it needs.</summary>
    public required IReadOnlyList<RehearsedJob> Jobs { get; init; }

    /// <summary>The jobs that don't run.</summary>
    public required IReadOnlyList<UnrehearsedJob> NotRehearsed { get; init; }

    /// <summary>What started the workflow.</summary>
    public RehearsalEvent Event { get; }

    internal YamlNode Root { get; }
}

/// <summary>A job that a rehearsal runs.</summary>
public sealed record RehearsedJob
{
    internal RehearsedJob(YamlMappingNode body) => Body = body;

    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Its values in the job's matrix: one set for each run, without names if there is no matrix.</summary>
    public required IReadOnlyList<IReadOnlyDictionary<string, string>> Runs { get; init; }

    /// <summary>The jobs that come before it.</summary>
    public required IReadOnlyList<string> Needs { get; init; }

    internal YamlMappingNode Body { get; }
}

/// <summary>A job that a rehearsal doesn't run.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Reason">Why.</param>
public sealed record UnrehearsedJob(string Id, string Reason);

/// <summary>What a rehearsal takes as the workflow's cause.</summary>
/// <param name="Name"><c>push</c> or <c>pull_request</c>.</param>
/// <param name="Ref"><c>refs/heads/main</c>.</param>
public sealed record RehearsalEvent(string Name, string Ref)
{
    /// <summary>A push to a branch.</summary>
    public static RehearsalEvent PushTo(string branch) => new("push", $"refs/heads/{branch}");

    /// <summary>The names that conditions ask for.</summary>
    internal Dictionary<string, string> Context(string repository) => new(StringComparer.OrdinalIgnoreCase)
    {
        ["github.event_name"] = Name,
        ["github.ref"] = Ref,
        ["github.ref_name"] = Ref[(Ref.IndexOf('/', StringComparison.Ordinal) is var first and >= 0 && Ref.IndexOf('/', first + 1) is var second and >= 0 ? second + 1 : 0)..],
        ["github.repository"] = repository,
        ["github.event.pull_request.head.repo.full_name"] = Name == "pull_request" ? repository : "",
        ["runner.os"] = OperatingSystem.IsWindows() ? "Windows" : OperatingSystem.IsMacOS() ? "macOS" : "Linux",
    };
}
