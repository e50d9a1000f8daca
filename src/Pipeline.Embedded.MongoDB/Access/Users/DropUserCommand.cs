using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Commands;

namespace Pipeline.Embedded.MongoDB.Access.Users;

/// <summary><c>dropUser</c>.</summary>
internal sealed class DropUserCommand : Command
{
    public override string Name => "dropUser";

    public override CommandTraits Traits => CommandTraits.Writes;

    public override async Task<BsonDocument> RunAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        var name = request.Body.Text(Name)!;
        request.Body.RejectUnknown();
        return await request.WriteAsync(
            batch =>
            {
                UserDocuments.Delete(batch, request.Database, name);
                return new BsonDocument();
            },
            cancellationToken).ConfigureAwait(false);
    }
}
