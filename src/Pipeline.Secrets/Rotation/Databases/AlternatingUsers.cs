using Pipeline.Errors;

namespace Pipeline.Secrets.Rotation.Databases;

/// <summary>
/// Two users of a database that take turns: while one is in use, the other gets a new password and takes over; then the first is removed until
/// its next turn. So the old and the new credential work side by side, which one user with one password can't.
/// </summary>
/// <param name="users">The database's users.</param>
/// <param name="first">One user.</param>
/// <param name="second">The other one.</param>
public sealed class AlternatingUsers(IDatabaseUsers users, string first, string second) : IRotatedCredential
{
    // 192 bits, in characters that need no escaping in a connection string.
    private const int PasswordBytes = 24;

    /// <inheritdoc/>
    public string Description => $"the users {first} and {second} of {users.Description}, in turn";

    /// <inheritdoc/>
    public Task<Secret> CreateAsync(Secret? current, CancellationToken cancellationToken)
    {
        DatabaseCredential? credential = null;
        // To guess the user in use, and guess wrong, would change the password of everyone who is connected.
        if (current is not null && !DatabaseCredential.TryParse(current, out credential))
            throw new PipelineException(SecretErrors.RotationNotPossible, $"The secret doesn't say which user is in use. Write it as {{\"username\":\"{first}\",\"password\":\"…\"}} first, then rotate.");
        var next = credential?.UserName == first ? second : first;
        return Task.FromResult(new DatabaseCredential(next, RandomValue.Make(PasswordBytes)).ToSecret());
    }

    /// <inheritdoc/>
    public Task SetAsync(Secret value, CancellationToken cancellationToken)
    {
        var credential = Read(value);
        return users.SetPasswordAsync(credential.UserName, credential.Password, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<string?> TestAsync(Secret value, CancellationToken cancellationToken)
    {
        var credential = Read(value);
        return users.TryLogInAsync(credential.UserName, credential.Password, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<string> RevokeAsync(Secret old, Secret current, CancellationToken cancellationToken)
    {
        var credential = Read(old);
        if (credential.UserName != first && credential.UserName != second)
            return $"The old user '{credential.UserName}' is neither {first} nor {second} and may serve others, so it was left. Remove it yourself.";
        if (credential.UserName == Read(current).UserName)
            return $"The user '{credential.UserName}' has its new password already; there is nothing to revoke.";
        await users.RemoveAsync(credential.UserName, cancellationToken);
        return $"The user '{credential.UserName}' was removed; it comes back with a new password at its next turn.";
    }

    private static DatabaseCredential Read(Secret value) =>
        DatabaseCredential.TryParse(value, out var credential) ? credential : throw new SecretStoreException(SecretErrors.RotationRecordUnreadable, "The rotation's record names no user and password.");
}
