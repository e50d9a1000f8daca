namespace Pipeline.Secrets.Rotation.Crashing;

/// <summary>The places in a rotation where a kill would leave the most interesting remains: one after each durable write, here or on the other side. Tests kill at every one.</summary>
internal enum RotationCrashPoint
{
    /// <summary>The new value is recorded.</summary>
    CreateRecorded,

    /// <summary>The other side accepts the new value; the record doesn't say so yet.</summary>
    ValueSet,

    /// <summary>The record says that the other side accepts it.</summary>
    SetRecorded,

    /// <summary>The record says that the new value works.</summary>
    TestRecorded,

    /// <summary>The new value is current; the record doesn't say so yet.</summary>
    ValuePromoted,

    /// <summary>The record says that it is current.</summary>
    PromotionRecorded,

    /// <summary>The record says that all have moved.</summary>
    ObservationRecorded,

    /// <summary>The other side no longer accepts the old value; the record doesn't say so yet.</summary>
    OldRevoked,

    /// <summary>The record says that all is done.</summary>
    DoneRecorded,
}
