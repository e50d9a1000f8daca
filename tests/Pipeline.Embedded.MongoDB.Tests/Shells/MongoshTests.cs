using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Tests.Shells;

[Trait("Category", "Components")]
public sealed class MongoshTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [RequiresMongosh]
    public async Task The_shell_makes_reads_and_drops()
    {
        var output = await Mongosh.EvaluateAsync(server.Server.ConnectionString, """
            use('shell');
            db.createCollection('c', { validator: { a: { $gte: 0 } } });
            db.c.createIndex({ a: 1 }, { unique: true });
            db.c.insertMany([{ a: 1 }, { a: 2 }]);
            const result = {
                version: db.version(),
                collections: db.getCollectionInfos().map(x => x.name),
                indexes: db.c.getIndexes().map(x => x.name),
                count: db.c.stats().count,
                found: db.c.find({ a: { $gt: 1 } }, { _id: 0 }).toArray(),
                refused: (() => { try { db.c.insertOne({ a: 1 }); } catch (error) { return error.code; } })(),
                status: rs.status().myState,
                dropped: db.dropDatabase().dropped,
            };
            result
            """);

        "{ version: '8.0.13', collections: ['c'], indexes: ['_id_', 'a_1'], count: 2, found: [{ a: 2 }], refused: 11000, status: 1, dropped: 'shell' }".Equal(BsonDocument.Parse(output));
    }

    [RequiresMongosh]
    public async Task The_shell_makes_users_and_authenticates_as_them()
    {
        await Mongosh.EvaluateAsync(server.Server.ConnectionString, "db.getSiblingDB('admin').createUser({ user: 'anna', pwd: 'p', roles: ['root'] }).ok");

        var output = await Mongosh.EvaluateAsync(server.Server.ConnectionString.Replace("//", "//anna:p@", StringComparison.Ordinal), "db.runCommand({ connectionStatus: 1 }).authInfo.authenticatedUsers[0]");

        "{ user: 'anna', db: 'admin' }".Equal(BsonDocument.Parse(output));
    }
}
