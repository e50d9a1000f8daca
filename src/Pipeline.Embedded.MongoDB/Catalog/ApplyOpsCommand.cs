using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Commands;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Storage;

namespace Pipeline.Embedded.MongoDB.Catalog;

/// <summary><c>applyOps</c>: entries of an oplog, done again; all of them or none.</summary>
internal sealed class ApplyOpsCommand : Command
{
    public override string Name => "applyOps";

    public override CommandTraits Traits => CommandTraits.Writes | CommandTraits.AdminOnly;

    public override async Task<BsonDocument> RunAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        var body = request.Body;
        var given = body.Array(Name)!;
        if (body.Has("preCondition"))
            throw new CommandException(6711600, "applyOps with preCondition is not supported");
        foreach (var option in new[] { "allowAtomic", "alwaysUpsert", "oplogApplicationMode", "bypassDocumentValidation" })
            _ = body.Value(option);
        body.RejectUnknown();
        var operations = given.Select((x, i) => x as BsonDocument ?? throw body.WrongType($"applyOps.{i}", x, "object")).ToArray();

        await request.WriteAsync(batch => Apply(batch, operations), cancellationToken).ConfigureAwait(false);
        return new BsonDocument { { "applied", operations.Length }, { "results", new BsonArray(operations.Select(_ => true)) } };
    }

    private static bool Apply(WriteBatch batch, BsonDocument[] operations)
    {
        for (var i = 0; i < operations.Length; i++)
        {
            try
            {
                OplogApplication.Apply(batch, operations[i]);
            }
            catch (CommandException exception)
            {
                throw new CommandException(exception.Code, exception.Message)
                {
                    Details = new BsonDocument { { "applied", i + 1 }, { "results", new BsonArray(operations.Take(i + 1).Select((_, x) => x < i)) } },
                };
            }
        }

        return true;
    }
}
