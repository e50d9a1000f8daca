using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Access.Roles;
using Pipeline.Embedded.MongoDB.Commands;
using Pipeline.Embedded.MongoDB.Matching;

namespace Pipeline.Embedded.MongoDB.Catalog;

/// <summary><c>listDatabases</c>: those that have a collection, and their sizes.</summary>
internal sealed class ListDatabasesCommand : SynchronousCommand
{
    private const long Mebibyte = 1024 * 1024;

    public override string Name => "listDatabases";

    public override CommandTraits Traits => CommandTraits.AdminOnly;

    protected override BsonDocument Run(CommandRequest request)
    {
        var body = request.Body;
        _ = body.Value(Name);
        var filter = body.Object("filter") is { } query ? Filter.Parse(query) : null;
        var isNameOnly = body.Flag("nameOnly");
        _ = body.Flag("authorizedDatabases");
        body.RejectUnknown();

        var databases = new BsonArray();
        var total = 0L;
        foreach (var database in request.View().All().GroupBy(x => x.Namespace.Database).OrderBy(x => x.Key, StringComparer.Ordinal))
        {
            var size = database.Sum(x => x.Bytes + x.Indexes.Sum(y => y.Bytes));
            var described = new BsonDocument { { "name", database.Key }, { "sizeOnDisk", size }, { "empty", size == 0 } };
            if (filter is not null && !filter.Matches(described))
                continue;
            if ((request.Server.Access.RightsOn(request.Server, request.Connection, database.Key) & (Rights.Read | Rights.Monitor)) == 0)
                continue;
            total += size;
            databases.Add(isNameOnly ? new BsonDocument("name", database.Key) : described);
        }

        var reply = new BsonDocument("databases", databases);
        return isNameOnly ? reply : reply.Add("totalSize", total).Add("totalSizeMb", total / Mebibyte);
    }
}
