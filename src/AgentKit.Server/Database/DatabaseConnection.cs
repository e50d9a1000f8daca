using MongoDB.Bson;
using MongoDB.Driver;
using Pipeline.Errors;

namespace AgentKit.Server.Database;

/// <summary>
/// The database, by the credential of the moment. When that is rotated, a new client takes over once it has been let in; requests that run keep
/// the one they began with. So the database is asked for anew with each request, and not kept.
/// </summary>
internal sealed class DatabaseConnection : IDisposable
{
    private readonly Func<DatabaseCredential?, MongoClient> connect;
    private readonly string name;
    private readonly TimeSpan grace;
    private readonly TimeProvider time;
    private readonly CancellationTokenSource stopping = new();
    private MongoClient client;
    private bool isDisposed;

    private DatabaseConnection(Func<DatabaseCredential?, MongoClient> connect, string name, DatabaseCredential? credential, TimeSpan grace, TimeProvider time)
    {
        (this.connect, this.name, this.grace, this.time) = (connect, name, grace, time);
        client = connect(credential);
    }

    public IMongoDatabase Current => Volatile.Read(ref client).GetDatabase(name);

    /// <summary>Nothing is sent yet.</summary>
    /// <exception cref="PipelineException">PIPE6004: the URI can't be used.</exception>
    public static DatabaseConnection Open(DatabaseSettings settings, DatabaseCredential? credential, TimeProvider time)
    {
        DocumentConventions.Register();
        try
        {
            return new DatabaseConnection(x => new MongoClient(ClientSettings(settings, x)), settings.Name, credential, settings.Timeout * 2, time);
        }
        catch (Exception error) when (error is MongoConfigurationException or ArgumentException or FormatException)
        {
            throw new PipelineException(ServiceErrors.InvalidDatabaseUri, $"MONGODB_URI can't be used: {error.Message}", error) { ExitCode = 2 };
        }
    }

    /// <summary>Goes over to another credential once the database lets it in; until then nothing changes.</summary>
    /// <exception cref="MongoException">It doesn't.</exception>
    public async Task UseAsync(DatabaseCredential credential, CancellationToken cancellationToken)
    {
        var next = connect(credential);
        try
        {
            await next.GetDatabase(name).RunCommandAsync<BsonDocument>(new BsonDocument("ping", 1), cancellationToken: cancellationToken);
        }
        catch
        {
            next.Dispose();
            throw;
        }

        _ = RetireAsync(Interlocked.Exchange(ref client, next));
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref isDisposed, true))
            return;
        stopping.Cancel();
        client.Dispose();
        stopping.Dispose();
    }

    private static MongoClientSettings ClientSettings(DatabaseSettings settings, DatabaseCredential? credential)
    {
        var client = MongoClientSettings.FromConnectionString(settings.Uri);
        client.ApplicationName = "agentkit-server";
        client.RetryReads = true;
        client.RetryWrites = true;
        // What was answered is not rolled back, and not read before it can't be.
        client.WriteConcern = WriteConcern.WMajority;
        client.ReadConcern = ReadConcern.Majority;
        client.ReadPreference = ReadPreference.Primary;
        client.SocketTimeout = settings.Timeout;
        client.WaitQueueTimeout = settings.Timeout;
        client.ServerSelectionTimeout = settings.Timeout;
        client.ConnectTimeout = settings.Timeout < TimeSpan.FromSeconds(5) ? settings.Timeout : TimeSpan.FromSeconds(5);
        client.MaxConnectionPoolSize = settings.MaxConnections;
        client.MaxConnectionIdleTime = TimeSpan.FromMinutes(5);
        if (credential is not null)
            client.Credential = MongoCredential.CreateCredential(new MongoUrl(settings.Uri).AuthenticationSource ?? "admin", credential.UserName, credential.Password.Reveal());
        return client;
    }

    private async Task RetireAsync(MongoClient old)
    {
        await Task.Delay(grace, time, stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        old.Dispose();
    }
}
