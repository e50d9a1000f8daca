namespace Pipeline.Secrets.Rotation.Databases;

/// <summary>The users of a database, as far as a rotation needs them. Every call may be repeated.</summary>
public interface IDatabaseUsers
{
    /// <summary>Which database, for a plan.</summary>
    string Description { get; }

    /// <summary>Gives a user a password. A user that isn't there is made.</summary>
    Task SetPasswordAsync(string userName, Secret password, CancellationToken cancellationToken);

    /// <summary>Logs in as the user and does something small.</summary>
    /// <returns>Why it failed; null when it didn't.</returns>
    Task<string?> TryLogInAsync(string userName, Secret password, CancellationToken cancellationToken);

    /// <summary>Removes a user, and ends what it is doing. One that isn't there is no error.</summary>
    Task RemoveAsync(string userName, CancellationToken cancellationToken);
}
