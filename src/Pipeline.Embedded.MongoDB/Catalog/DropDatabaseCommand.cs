using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Commands;
using Pipeline.Embedded.MongoDB.Errors;

namespace Pipeline.Embedded.MongoDB.Catalog;

/// <summary><c>dropDatabase</c>: all collections of the database.</summary>
internal sealed class DropDatabaseCommand : Command
{
    public override string Name => "dropDatabase";

    public override CommandTraits Traits => CommandTraits.Writes;

    public override async Task<BsonDocument> RunAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        var database = request.Database;
        if (request.Body.Number(Name) != 1)
            throw new CommandException(5255100, "Have to pass 1 as 'dropDatabase' parameter");
        request.Body.RejectUnknown();
        if (database == "admin")
            throw new CommandException(ServerError.IllegalOperation, "Dropping the 'admin' database is prohibited.");
        if (database == "local")
            throw new CommandException(ServerError.IllegalOperation, "Cannot drop 'local' database while replication is active");

        var dropped = await request.WriteAsync(
            batch =>
            {
                var collections = batch.All().Where(x => x.Namespace.Database == database).ToArray();
                foreach (var collection in collections)
                    batch.Drop(collection);
                if (collections.Length > 0)
                    batch.LogDropDatabase(database);
                return collections.Length > 0;
            },
            cancellationToken).ConfigureAwait(false);
        return dropped ? new BsonDocument("dropped", database) : [];
    }
}
