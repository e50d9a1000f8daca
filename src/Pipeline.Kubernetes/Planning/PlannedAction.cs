namespace Pipeline.Kubernetes.Planning;

/// <summary>What a plan does with an object.</summary>
public enum PlannedAction
{
    /// <summary>It is not there yet.</summary>
    Create,

    /// <summary>Fields change.</summary>
    Change,

    /// <summary>It is as it should be; nothing is sent.</summary>
    Unchanged,

    /// <summary>A field that can't change does: a finished Job, or an object annotated <c>pipeline/replace: "true"</c>, is deleted and made anew.</summary>
    Replace,

    /// <summary>An earlier release had it, this set doesn't: it is deleted, once everything is ready.</summary>
    Prune,

    /// <summary>Would be pruned or run again, and is left alone; <see cref="PlannedObject.Note"/> says why.</summary>
    Keep,
}
