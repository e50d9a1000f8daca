using MongoDB.Bson;
using MongoDB.Driver;
using Pipeline.Components.Environments;
using Pipeline.Errors;
using Pipeline.Secrets;
using Pipeline.Secrets.Masking;
using Pipeline.Secrets.Rotation.Databases;

namespace Pipeline.Components.Secrets;

/// <summary>The users of a MongoDB server. They are kept in the database that the address authenticates against (<c>authSource</c>, by default <c>admin</c>).</summary>
internal sealed class MongoUsers : IDatabaseUsers, IDisposable
{
    private const int UserNotFound = 11;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    private readonly string _uri;
    private readonly string _database;
    private readonly IReadOnlyList<string> _roles;
    private readonly string _authenticationDatabase;
    private readonly MongoClient _administrator;

    /// <param name="uri">The server, without credentials.</param>
    /// <param name="database">The database that the users work in.</param>
    /// <param name="roles">Their roles there.</param>
    /// <param name="administrator">Who makes and removes them.</param>
    public MongoUsers(string uri, string database, IReadOnlyList<string> roles, DatabaseLogin administrator)
    {
        (_uri, _database, _roles) = (uri, database, roles);
        _authenticationDatabase = new MongoUrl(uri).AuthenticationSource ?? "admin";
        _administrator = Client(administrator.UserName, administrator.Password);
    }

    public string Description => $"the database {_database}";

    public async Task SetPasswordAsync(string userName, Secret password, CancellationToken cancellationToken)
    {
        var roles = new BsonArray(_roles.Select(x => new BsonDocument { ["role"] = x, ["db"] = _database }));
        try
        {
            await RunAsync(new BsonDocument { ["updateUser"] = userName, ["pwd"] = password.Reveal(), ["roles"] = roles }, userName, password, cancellationToken);
        }
        catch (PipelineException exception) when (exception.InnerException is MongoCommandException { Code: UserNotFound })
        {
            await RunAsync(new BsonDocument { ["createUser"] = userName, ["pwd"] = password.Reveal(), ["roles"] = roles }, userName, password, cancellationToken);
        }
    }

    public async Task<string?> TryLogInAsync(string userName, Secret password, CancellationToken cancellationToken)
    {
        try
        {
            using var client = Client(userName, password);
            using var names = await client.GetDatabase(_database).ListCollectionNamesAsync(new ListCollectionNamesOptions { AuthorizedCollections = true }, cancellationToken);
            await names.AnyAsync(cancellationToken);
            return null;
        }
        catch (Exception exception) when (exception is MongoException or TimeoutException)
        {
            return $"{userName} can't log in and list the collections of {_database}: {Said(exception, password)}";
        }
    }

    public async Task RemoveAsync(string userName, CancellationToken cancellationToken)
    {
        try
        {
            await RunAsync(new BsonDocument("dropUser", userName), userName, null, cancellationToken);
        }
        catch (PipelineException exception) when (exception.InnerException is MongoCommandException { Code: UserNotFound })
        {
            // It is gone already.
        }
    }

    public void Dispose() => _administrator.Dispose();

    private async Task RunAsync(BsonDocument command, string userName, Secret? sent, CancellationToken cancellationToken)
    {
        try
        {
            await _administrator.GetDatabase(_authenticationDatabase).RunCommandAsync<BsonDocument>(command.Add("writeConcern", new BsonDocument("w", "majority")), cancellationToken: cancellationToken);
        }
        catch (Exception exception) when (exception is MongoException or TimeoutException)
        {
            var title = command.GetElement(0).Name;
            throw new PipelineException(SecretTargetErrors.UsersNotChanged, $"The database refused {title} for '{userName}' in {_authenticationDatabase}: {Said(exception, sent)}", exception);
        }
    }

    // A message of the driver may span lines, and isn't trusted to keep what it was sent to itself.
    private static string Said(Exception exception, Secret? sent)
    {
        var mask = new SecretMask();
        if (sent is not null)
            mask.Add(sent);
        return mask.Redact((exception.InnerException?.Message ?? exception.Message).ReplaceLineEndings(" "));
    }

    private MongoClient Client(string? userName, Secret? password)
    {
        var settings = MongoClientSettings.FromConnectionString(_uri);
        settings.ServerSelectionTimeout = s_patience;
        settings.ConnectTimeout = s_patience;
        // A refused login is an answer, not a reason to wait for another server.
        settings.RetryReads = false;
        // Clients with the same settings share connections, also after they are disposed: one that logged in with an old password would still be logged in.
        settings.ApplicationName = $"pipeline rotation {Guid.NewGuid():N}";
        if (userName is not null)
            settings.Credential = MongoCredential.CreateCredential(_authenticationDatabase, userName, password?.Reveal() ?? "");
        return new MongoClient(settings);
    }
}
