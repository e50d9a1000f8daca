namespace Pipeline.Releases.Policies;

/// <summary>What a check of a policy says.</summary>
public enum CheckState
{
    /// <summary>It is met.</summary>
    Passed,

    /// <summary>It isn't met.</summary>
    Failed,

    /// <summary>Nothing could be said, and the policy lets that pass here. Never to be read as passed.</summary>
    NotDone,

    /// <summary>It isn't met, and somebody gave a reason to go on.</summary>
    Overridden,
}
