namespace Pipeline.Embedded.Kubernetes.Controlling;

/// <summary>Brings the world, one object at a time, to what the object says.</summary>
internal interface IController
{
    /// <summary>Its name in events, for example <c>deployment-controller</c>.</summary>
    string Name { get; }

    /// <summary>Tells which changes concern which objects of its kind.</summary>
    void Subscribe(ChangeFeed changes, WorkQueue queue);

    /// <summary>Looks at one object afresh and does what is to be done. Answers when to look again even if nothing changes; null for never.</summary>
    Task<TimeSpan?> ReconcileAsync(ObjectKey key, CancellationToken cancellationToken);
}
