using Pipeline.Secrets;
using Pipeline.Secrets.Opening;

namespace Pipeline.Components.Environments;

/// <summary>The secrets of an environment, opened when the first is needed. What is read is handed to who needs it, and never shown.</summary>
/// <param name="build">The build, with its environment.</param>
/// <param name="rehearsalDirectory">Where a rehearsal's secrets are; null where only named environments are asked for.</param>
internal sealed class EnvironmentSecrets(IHazEnvironment build, string? rehearsalDirectory) : IAsyncDisposable
{
    private ISecretStore? _store;

    public ISecretStore Store => _store ??= SecretStores.Open(Location(), SecretStoreOptions.OfProcess() with { BaseDirectory = build.RootDirectory! });

    /// <summary>The user that migrates.</summary>
    public Task<DatabaseLogin> CredentialsAsync(DatabaseSettings database, CancellationToken cancellationToken) =>
        ReadAsync(database.UserName, database.Password, database.PasswordVariable, cancellationToken);

    /// <summary>The user that makes and removes users.</summary>
    public Task<DatabaseLogin> AdminCredentialsAsync(DatabaseSettings database, CancellationToken cancellationToken) =>
        database.AdminUserName is { } admin ? ReadAsync(admin, database.AdminPassword, null, cancellationToken) : CredentialsAsync(database, cancellationToken);

    public ValueTask DisposeAsync() => _store?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task<DatabaseLogin> ReadAsync(string? userName, string? password, string? passwordVariable, CancellationToken cancellationToken)
    {
        if (SecretReference.TryParse(userName, out var reference))
            userName = (await reference.ResolveAsync(Store, cancellationToken)).Reveal();
        if (password is not null)
            return new DatabaseLogin(userName, await SecretReference.Parse(password).ResolveAsync(Store, cancellationToken));
        return new DatabaseLogin(userName, passwordVariable is not null && System.Environment.GetEnvironmentVariable(passwordVariable) is { } value ? new Secret(value) : null);
    }

    private SecretStoreLocation Location() => build.SecretStore is { } text
        ? SecretStoreLocation.Parse(text)
        : new EncryptedFileLocation(Path.Combine(rehearsalDirectory ?? throw new InvalidOperationException("A named environment without a secret store is refused before."), "secrets.json"), null, null);
}
