using Pipeline.Secrets.Rotation.Databases;

namespace Pipeline.Secrets.Tests.Rotation;

/// <summary>A database's users in memory.</summary>
internal sealed class FakeDatabase : IDatabaseUsers
{
    public Dictionary<string, Secret> Users { get; } = [];

    public string? LogInFailure { get; set; }

    public string Description => "a database in memory";

    public Task SetPasswordAsync(string userName, Secret password, CancellationToken cancellationToken)
    {
        Users[userName] = password;
        return Task.CompletedTask;
    }

    public Task<string?> TryLogInAsync(string userName, Secret password, CancellationToken cancellationToken) => Task.FromResult(LogInFailure ?? (Accepts(userName, password) ? null : "no such user."));

    public Task RemoveAsync(string userName, CancellationToken cancellationToken)
    {
        Users.Remove(userName);
        return Task.CompletedTask;
    }

    public bool Accepts(Secret value) => DatabaseCredential.TryParse(value, out var credential) && Accepts(credential.UserName, credential.Password);

    private bool Accepts(string userName, Secret password) => Users.TryGetValue(userName, out var known) && known == password;
}
