namespace Pipeline.Components.Environments;

/// <summary>The database of an environment, as its parameter file names it.</summary>
public sealed record DatabaseSettings
{
    /// <summary>The server, as a connection string without credentials: <c>mongodb+srv://cluster.example.net/</c>.</summary>
    public required string Uri { get; init; }

    /// <summary>The database's name.</summary>
    public required string Name { get; init; }

    /// <summary>The user that migrates; null where the server asks for none, or knows the user by its certificate. A reference (<c>secret://area/name#username</c>) is resolved.</summary>
    public string? UserName { get; init; }

    /// <summary>The environment variable that holds the user's password. The file names it, so that no password stands in it.</summary>
    public string? PasswordVariable { get; init; }

    /// <summary>Where the password is in the environment's secret store: <c>secret://agentkit/staging/database/password</c>. Instead of the variable.</summary>
    public string? Password { get; init; }

    /// <summary>Where its migrations run. In the cluster, user and password of this record aren't used for them: the Job's Secret has its own.</summary>
    public MigrationPlace MigratedFrom { get; init; }

    /// <summary>The user that makes and removes users when a credential is rotated. Default the one that migrates.</summary>
    public string? AdminUserName { get; init; }

    /// <summary>Where that user's password is in the secret store.</summary>
    public string? AdminPassword { get; init; }
}
