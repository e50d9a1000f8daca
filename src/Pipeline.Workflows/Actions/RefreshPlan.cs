namespace Pipeline.Workflows.Actions;

/// <summary>What a refresh of the lock would change. Nothing is written before someone says so.</summary>
public sealed record RefreshPlan
{
    /// <summary>The lock as it is.</summary>
    public required ActionLock Current { get; init; }

    /// <summary>The changes, by name.</summary>
    public required IReadOnlyList<ActionChange> Changes { get; init; }

    /// <summary>The day of the refresh.</summary>
    public required DateOnly Checked { get; init; }

    /// <summary>The lock with the changes.</summary>
    public ActionLock Apply() => Changes.Aggregate(Current, (actions, x) => actions.With(x.Action, x.To)).CheckedOn(Checked);
}

/// <summary>An action that gets another commit, or comes in.</summary>
/// <param name="Action">Its repository.</param>
/// <param name="From">The recorded commit; null if the action is new.</param>
/// <param name="To">The commit that GitHub says.</param>
public sealed record ActionChange(string Action, ActionPin? From, ActionPin To)
{
    /// <summary>For people, with the address where the change can be looked at.</summary>
    public override string ToString() => From is null
        ? $"{Action}: {To.Version} ({To.Sha}), new"
        : $"{Action}: {From.Version} → {To.Version} ({To.Sha}), see https://github.com/{Action}/compare/{From.Sha}...{To.Sha}";
}
