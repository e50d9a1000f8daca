namespace Pipeline.Releases.Promoting;

/// <summary>What becomes of the schema when an earlier release comes back.</summary>
/// <param name="Fate">What.</param>
/// <param name="Reason">Why, as a sentence.</param>
public sealed record SchemaChoice(SchemaFate Fate, string Reason)
{
    /// <summary>
    /// Decides. A schema that the earlier release can run with is kept, since nothing is lost by that; one that it can't run with is taken down where every
    /// migration in between can be; what loses data, or can't be undone, is a person's to decide.
    /// </summary>
    /// <param name="moved">Whether migrations ran since.</param>
    /// <param name="earlierRuns">Whether the earlier release can run with the schema as it is, and why or why not.</param>
    /// <param name="canGoDown">Whether all migrations in between can be taken back, and why or why not.</param>
    public static SchemaChoice Of(bool moved, (bool Can, string Why) earlierRuns, (bool Can, string Why) canGoDown) => (moved, earlierRuns.Can, canGoDown.Can) switch
    {
        (false, _, _) => new(SchemaFate.Unmoved, "No migration ran."),
        (_, true, _) => new(SchemaFate.Keep, earlierRuns.Why),
        (_, false, true) => new(SchemaFate.TakeDown, $"{earlierRuns.Why} {canGoDown.Why}"),
        _ => new(SchemaFate.AskPerson, $"{earlierRuns.Why} {canGoDown.Why}"),
    };
}
