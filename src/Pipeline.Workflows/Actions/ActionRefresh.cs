using System.Globalization;
using System.Text.RegularExpressions;
using Pipeline.Errors;

namespace Pipeline.Workflows.Actions;

/// <summary>Brings the lock file of actions up to date from GitHub.</summary>
public static partial class ActionRefresh
{
    /// <summary>
    /// Asks for named tags (<c>actions/checkout@v7.0.1</c>), or, without any, for the newest release of each locked action. Then, first, each
    /// recorded tag must still be the recorded commit.
    /// </summary>
    /// <exception cref="PipelineException">PIPE9605, PIPE9606: no answer; PIPE9607: tags are gone or were moved, all of them named; PIPE9600: a name is none.</exception>
    public static async Task<RefreshPlan> PlanAsync(ActionLock current, IReadOnlyList<string> wanted, GitHubTags tags, DateOnly today, CancellationToken cancellationToken)
    {
        List<ActionChange> changes = [];
        List<string> moved = [];
        if (wanted.Count > 0)
        {
            foreach (var (action, tag) in wanted.Select(Parse))
            {
                var sha = await tags.ResolveAsync(action, tag, cancellationToken).ConfigureAwait(false);
                if (sha is null)
                    moved.Add($"{action} has no tag {tag}");
                else
                    Add(action, new ActionPin(sha, tag));
            }
        }
        else
        {
            foreach (var (action, pin) in current.Actions)
            {
                var sha = await tags.ResolveAsync(action, pin.Version, cancellationToken).ConfigureAwait(false);
                if (sha != pin.Sha)
                {
                    moved.Add(sha is null ? $"{action} has no tag {pin.Version} any more" : $"{action}@{pin.Version} is {sha}, and {pin.Sha} is recorded");
                    continue;
                }

                var latest = await tags.FindLatestAsync(action, cancellationToken).ConfigureAwait(false);
                if (latest is not null && IsNewer(latest, pin.Version) && await tags.ResolveAsync(action, latest, cancellationToken).ConfigureAwait(false) is { } newest)
                    Add(action, new ActionPin(newest, latest));
            }
        }

        if (moved.Count > 0)
            throw new PipelineException(WorkflowErrors.TagMoved, $"Nothing was changed: {string.Join("; ", moved)}. {WorkflowErrors.TagMoved.Cure}");
        return new RefreshPlan { Current = current, Changes = changes, Checked = today };

        void Add(string action, ActionPin pin)
        {
            if (pin.Problem() is { } problem)
                throw new PipelineException(WorkflowErrors.InvalidLock, $"{action} can't be locked: {problem}. Name another tag: --actions {action}@TAG.");
            var recorded = current.Actions.GetValueOrDefault(action);
            if (recorded != pin)
                changes.Add(new ActionChange(action, recorded, pin));
        }
    }

    // What a repository calls its newest release may be something else than the action: a bundle, or a fix of an older line.
    private static bool IsNewer(string tag, string recorded) => Version(tag) is { } candidate && Version(recorded) is { } current && candidate.CompareTo(current) > 0;

    private static (int, int, int)? Version(string tag)
    {
        var match = VersionTag().Match(tag);
        return match.Success ? (Number(1), Number(2), Number(3)) : null;

        int Number(int group) => match.Groups[group] is { Success: true, ValueSpan: var digits } ? int.Parse(digits, CultureInfo.InvariantCulture) : 0;
    }

    private static (string Action, string Tag) Parse(string text) =>
        text.Split('@') is [var action, { Length: > 0 } tag] && ActionLock.Repository().IsMatch(action)
            ? (action, tag)
            : throw new PipelineException(WorkflowErrors.InvalidLock, $"'{text}' doesn't name an action's tag. Write OWNER/NAME@TAG: actions/checkout@v7.0.1.") { ExitCode = 2 };

    [GeneratedRegex(@"\Av?([0-9]{1,6})(?:\.([0-9]{1,6}))?(?:\.([0-9]{1,6}))?\z")]
    private static partial Regex VersionTag();
}
