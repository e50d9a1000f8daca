namespace Pipeline.Embedded.Kubernetes.Storing;

/// <summary>A change of one kind's objects, and the way to the next one. Watches walk this list; one that is behind keeps what it hasn't seen, and nobody waits for it.</summary>
internal sealed class ChangeNode(long version, StoredObject? before, StoredObject? after)
{
    private TaskCompletionSource? _awaited;
    private volatile ChangeNode? _next;

    public long Version { get; } = version;

    /// <summary>The object before the change; none for one that was made.</summary>
    public StoredObject? Before { get; } = before;

    /// <summary>The object after the change. For one that was removed its last state, with the version of the removal.</summary>
    public StoredObject? After { get; } = after;

    public bool IsRemoval { get; init; }

    /// <summary>The change after this one, once there is one.</summary>
    public ChangeNode? Next => _next;

    public void Append(ChangeNode next)
    {
        _next = next;
        Volatile.Read(ref _awaited)?.TrySetResult();
    }

    /// <summary>Waits until there is a <see cref="Next"/>.</summary>
    public async ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        if (_next is not null)
            return;
        var awaited = Volatile.Read(ref _awaited);
        if (awaited is null)
        {
            var fresh = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            awaited = Interlocked.CompareExchange(ref _awaited, fresh, null) ?? fresh;
        }

        // The next change may have come between the two looks.
        if (_next is not null)
            awaited.TrySetResult();
        await awaited.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }
}
