namespace Pipeline.Secrets.Rotation;

/// <summary>
/// What a secret's value opens: how to make a new one, and how to have the other side accept and refuse values. Two values are accepted at a
/// time, the old and the new one, until all have moved. Every call may be repeated after a kill.
/// </summary>
public interface IRotatedCredential
{
    /// <summary>What is rotated, for a plan: <c>MongoDB users app-a and app-b</c>.</summary>
    string Description { get; }

    /// <summary>Makes a new value. Nothing outside changes yet.</summary>
    /// <param name="current">The secret's current value; null when there is none.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task<Secret> CreateAsync(Secret? current, CancellationToken cancellationToken);

    /// <summary>Has the other side accept the value, beside the one that is current.</summary>
    Task SetAsync(Secret value, CancellationToken cancellationToken);

    /// <summary>Tries the value as those who use it will.</summary>
    /// <returns>Why it isn't accepted; null when it is. Never the value.</returns>
    Task<string?> TestAsync(Secret value, CancellationToken cancellationToken);

    /// <summary>Has the other side no longer accept the old value.</summary>
    /// <param name="old">The value to revoke.</param>
    /// <param name="current">The value that stays.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>What was done, or what is left for a person, as a sentence.</returns>
    Task<string> RevokeAsync(Secret old, Secret current, CancellationToken cancellationToken);
}
