using Pipeline.Secrets.Opening;
using Pipeline.Secrets.Rotation;
using Pipeline.Secrets.Rotation.Crashing;
using Pipeline.Secrets.Rotation.Databases;
using Pipeline.Secrets.Rotation.Observing;

namespace Pipeline.Secrets.Tests.Rotation;

/// <summary>An encrypted store on the disk with a database's credential in it, and what a process that rotates has.</summary>
internal sealed class RotationFixture : IDisposable
{
    public static readonly SecretName Name = SecretName.Parse("agentkit/staging/database/app");
    public static readonly SecretName Record = SecretName.Parse("agentkit/staging/database/app-rotation");

    private readonly string _directory = Directory.CreateTempSubdirectory("rotation").FullName;

    public RotationFixture() => Store = SecretStores.Open(SecretStoreLocation.Parse("encrypted:secrets.json"), new SecretStoreOptions { BaseDirectory = _directory });

    public ISecretStore Store { get; }

    public FakeDatabase Database { get; } = new();

    public List<RotationProgress> Progress { get; } = [];

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    public async Task<SecretVersion> BeginWithAsync(string user = "app-a")
    {
        var credential = new DatabaseCredential(user, new Secret("canary-first-password"));
        Database.Users[user] = credential.Password;
        return await Store.PutAsync(Name, credential.ToSecret(), ExpectedVersion.None, default);
    }

    public SecretRotation Rotation(IVersionsInUse? users = null, Action<RotationCrashPoint>? passed = null, IRotatedCredential? credential = null) => new(
        new RotationRequest
        {
            Store = Store,
            Name = Name,
            Credential = credential ?? new AlternatingUsers(Database, "app-a", "app-b"),
            VersionsInUse = users ?? new FakePods(Store),
            ObserveInterval = TimeSpan.FromMilliseconds(1),
            ObserveTimeout = TimeSpan.FromMilliseconds(50),
            Progress = new ListProgress(Progress),
        },
        passed ?? (_ => { }));

    public async Task<SecretVersion> CurrentAsync() => (await Store.GetAsync(Name, null, default))!;

    public static string UserOf(SecretVersion version) => DatabaseCredential.TryParse(version.Value, out var credential) ? credential.UserName : "none";

    private sealed class ListProgress(List<RotationProgress> list) : IProgress<RotationProgress>
    {
        public void Report(RotationProgress value) => list.Add(value);
    }
}
