using MongoDB.Bson;
using MongoDB.Driver;
using MongoDB.Driver.GridFS;

namespace Pipeline.Embedded.MongoDB.Tests.Running.Entities;

/// <summary>Makes the entities that a file or the operation createEntities describes.</summary>
internal sealed class EntityFactory(EntityMap entities, string connectionString)
{
    // A client that a fail point has made doubt its server asks again only after this time; the format allows a short one.
    private static readonly TimeSpan HeartbeatInterval = TimeSpan.FromMilliseconds(50);

    public async Task CreateAsync(BsonDocument description, CancellationToken cancellationToken)
    {
        var element = description.GetElement(0);
        var fields = new Arguments(element.Name, element.Value.AsBsonDocument, entities);
        var id = fields.Text("id");
        entities.Add(id, element.Name switch
        {
            "client" => Client(fields),
            "database" => Database(fields),
            "collection" => Collection(fields),
            "session" => await SessionAsync(fields, cancellationToken),
            "bucket" => Bucket(fields),
            "thread" => new ThreadEntity(),
            _ => throw new UnsupportedByRunnerException($"The runner doesn't know the entity '{element.Name}'."),
        });
        fields.AssertAllRead();
    }

    private ClientEntity Client(Arguments fields)
    {
        fields.Ignore("useMultipleMongoses");
        var options = fields.OptionalDocument("uriOptions") ?? [];
        var settings = MongoClientSettings.FromConnectionString(ConnectionAddress.With(connectionString, options));
        if (fields.OptionalDocument("serverApi") is { } api)
            settings.ServerApi = new ServerApi(ServerApiVersion.V1, api.GetValue("strict", null)?.AsBoolean, api.GetValue("deprecationErrors", null)?.AsBoolean);
        var log = new EventLog(fields.Texts("observeEvents"), fields.Texts("ignoreCommandMonitoringEvents"), fields.OptionalBoolean("observeSensitiveCommands") ?? false);
        if (!options.Contains("heartbeatFrequencyMS"))
            settings.HeartbeatInterval = HeartbeatInterval;
        settings.ServerSelectionTimeout = TimeSpan.FromSeconds(10);
        settings.ClusterConfigurator = log.Subscribe;
        return new ClientEntity(new MongoClient(settings), log);
    }

    private IMongoDatabase Database(Arguments fields)
    {
        var client = entities.Get<ClientEntity>(fields.Text("client")).Client;
        var options = fields.OptionalDocument("databaseOptions") ?? [];
        return client.GetDatabase(fields.Text("databaseName"), new MongoDatabaseSettings
        {
            ReadConcern = CommonOptions.ReadConcern(Known(options).GetValue("readConcern", null)) ?? client.Settings.ReadConcern,
            ReadPreference = CommonOptions.ReadPreference(options.GetValue("readPreference", null)) ?? client.Settings.ReadPreference,
            WriteConcern = CommonOptions.WriteConcern(options.GetValue("writeConcern", null)) ?? client.Settings.WriteConcern,
        });
    }

    private IMongoCollection<BsonDocument> Collection(Arguments fields)
    {
        var database = entities.Get<IMongoDatabase>(fields.Text("database"));
        var options = fields.OptionalDocument("collectionOptions") ?? [];
        return database.GetCollection<BsonDocument>(fields.Text("collectionName"), new MongoCollectionSettings
        {
            ReadConcern = CommonOptions.ReadConcern(Known(options).GetValue("readConcern", null)) ?? database.Settings.ReadConcern,
            ReadPreference = CommonOptions.ReadPreference(options.GetValue("readPreference", null)) ?? database.Settings.ReadPreference,
            WriteConcern = CommonOptions.WriteConcern(options.GetValue("writeConcern", null)) ?? database.Settings.WriteConcern,
        });
    }

    private async Task<SessionEntity> SessionAsync(Arguments fields, CancellationToken cancellationToken)
    {
        var client = entities.Get<ClientEntity>(fields.Text("client")).Client;
        var given = new Arguments("sessionOptions", fields.OptionalDocument("sessionOptions") ?? [], entities);
        var options = new ClientSessionOptions { CausalConsistency = given.OptionalBoolean("causalConsistency"), Snapshot = given.OptionalBoolean("snapshot") ?? false };
        if (given.OptionalDocument("defaultTransactionOptions") is { } transaction)
            options.DefaultTransactionOptions = CommonOptions.TransactionOptions(transaction);
        if (given.OptionalText("snapshotTime") is { } time)
            options.SnapshotTime = entities.Bson(time).AsBsonTimestamp;
        given.AssertAllRead();
        var session = await client.StartSessionAsync(options, cancellationToken);
        return new SessionEntity(session, session.ServerSession.Id);
    }

    private GridFSBucket Bucket(Arguments fields)
    {
        var database = entities.Get<IMongoDatabase>(fields.Text("database"));
        var given = new Arguments("bucketOptions", fields.OptionalDocument("bucketOptions") ?? [], entities);
        var options = new GridFSBucketOptions
        {
            ReadConcern = given.ReadConcern(),
            WriteConcern = given.WriteConcern(),
            ReadPreference = given.ReadPreference(),
        };
        if (given.OptionalText("bucketName") is { } name)
            options.BucketName = name;
        if (given.OptionalInt32("chunkSizeBytes") is { } size)
            options.ChunkSizeBytes = size;
        given.AssertAllRead();
        return new GridFSBucket(database, options);
    }

    private static BsonDocument Known(BsonDocument options) =>
        options.Names.FirstOrDefault(x => x is not ("readConcern" or "writeConcern" or "readPreference")) is { } unknown
            ? throw new UnsupportedByRunnerException($"The runner doesn't know the option '{unknown}' of a database or a collection.")
            : options;
}
