namespace Pipeline.Secrets.Rotation;

/// <summary>What a rotation does next.</summary>
/// <param name="Step">The step.</param>
/// <param name="IsDoneAlready">Whether the step's effect is there, and only its record is missing.</param>
/// <param name="Blocked">Why it can't go on without a person; null when it can.</param>
internal sealed record RotationDecision(RotationStep Step, bool IsDoneAlready = false, string? Blocked = null)
{
    /// <summary>Decides by the record and by what is current: nothing else is known after a kill.</summary>
    public static RotationDecision Of(RotationRecord? record, SecretVersion? current) => record switch
    {
        null or { Next: RotationStep.Create or RotationStep.Done } => new(RotationStep.Create),
        { Next: RotationStep.Set or RotationStep.Test or RotationStep.Promote } => BeforePromotion(record, current),
        _ => AfterPromotion(record, current),
    };

    private static RotationDecision BeforePromotion(RotationRecord record, SecretVersion? current)
    {
        if (current?.Version == record.OldVersion)
            return new(record.Next);
        // Killed between the promotion and its record; or the answer to the write was lost.
        if (record.Next == RotationStep.Promote && current?.Value == record.NewValue)
            return new(RotationStep.Promote, IsDoneAlready: true);
        // Someone else wrote meanwhile. Nobody has the new value yet, so it is given up for one that follows what is current now.
        return new(RotationStep.Create);
    }

    private static RotationDecision AfterPromotion(RotationRecord record, SecretVersion? current) => current?.Version == record.NewVersion
        ? new(record.Next)
        : new(record.Next, Blocked: $"version {record.NewVersion} was made current and isn't any more ({(current is null ? "the secret was deleted" : $"it is {current.Version}")})");
}
