namespace Pipeline.Workflows.Defining;

/// <summary>When a job or a step runs. Conditions are these and their conjunctions, so what they exclude is known.</summary>
public sealed class Condition
{
    private Condition(string text) => Text = text;

    /// <summary>Also after a failure, but not when the run was cancelled.</summary>
    public static Condition AlsoAfterFailure { get; } = new("!cancelled()");

    /// <summary>Not for pull requests.</summary>
    public static Condition NotForPullRequests { get; } = new("github.event_name != 'pull_request'") { ExcludesPullRequests = true, ExcludesForks = true };

    /// <summary>For pull requests alone.</summary>
    public static Condition ForPullRequests { get; } = new("github.event_name == 'pull_request'");

    /// <summary>Not for pull requests from other repositories: GitHub gives those a token that can only read.</summary>
    public static Condition NotForForks { get; } = new("github.event_name != 'pull_request' || github.event.pull_request.head.repo.full_name == github.repository") { ExcludesForks = true };

    /// <summary>As it stands after <c>if:</c>.</summary>
    public string Text { get; }

    /// <summary>Whether it is false for every pull request.</summary>
    public bool ExcludesPullRequests { get; private init; }

    /// <summary>Whether it is false for pull requests from other repositories.</summary>
    public bool ExcludesForks { get; private init; }

    /// <summary>Only for pushes to a branch.</summary>
    public static Condition OnPushTo(string branch) =>
        new($"github.event_name == 'push' && github.ref == {WorkflowValue.Quoted($"refs/heads/{branch}")}") { ExcludesPullRequests = true, ExcludesForks = true };

    /// <summary>Only for what runs on a branch, whatever started it.</summary>
    public static Condition OnBranch(string branch) =>
        new($"github.ref == {WorkflowValue.Quoted($"refs/heads/{branch}")}") { ExcludesPullRequests = true, ExcludesForks = true };

    /// <summary>Both.</summary>
    public Condition And(Condition other) => new($"({Text}) && ({other.Text})")
    {
        ExcludesPullRequests = ExcludesPullRequests || other.ExcludesPullRequests,
        ExcludesForks = ExcludesForks || other.ExcludesForks,
    };
}
