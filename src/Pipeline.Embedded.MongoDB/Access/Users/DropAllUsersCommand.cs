using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Commands;

namespace Pipeline.Embedded.MongoDB.Access.Users;

/// <summary><c>dropAllUsersFromDatabase</c>.</summary>
internal sealed class DropAllUsersCommand : Command
{
    public override string Name => "dropAllUsersFromDatabase";

    public override CommandTraits Traits => CommandTraits.Writes;

    public override async Task<BsonDocument> RunAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        _ = request.Body.Value(Name);
        request.Body.RejectUnknown();
        return await request.WriteAsync(
            batch =>
            {
                var users = UserDocuments.All(batch).Where(x => x.Database == request.Database).ToArray();
                foreach (var user in users)
                    UserDocuments.Delete(batch, user.Database, user.Name);
                return new BsonDocument("n", users.Length);
            },
            cancellationToken).ConfigureAwait(false);
    }
}
