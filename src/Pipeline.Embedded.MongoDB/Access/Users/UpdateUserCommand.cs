using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Access.Scram;
using Pipeline.Embedded.MongoDB.Commands;
using Pipeline.Embedded.MongoDB.Errors;

namespace Pipeline.Embedded.MongoDB.Access.Users;

/// <summary><c>updateUser</c>. A new password counts from the next authentication on.</summary>
internal sealed class UpdateUserCommand : Command
{
    public override string Name => "updateUser";

    public override CommandTraits Traits => CommandTraits.Writes;

    public override async Task<BsonDocument> RunAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        var fields = UserFields.Read(request);
        if (fields is { Password: null, Roles: null, CustomData: null, Mechanisms: null, AuthenticationRestrictions: null })
            throw new CommandException(ServerError.BadValue, "Must specify at least one field to update in updateUser");

        return await request.WriteAsync(
            batch =>
            {
                UserDocuments.Change(batch, request.Database, fields.Name, user => Change(user, fields));
                return new BsonDocument();
            },
            cancellationToken).ConfigureAwait(false);
    }

    private static void Change(BsonDocument user, UserFields fields)
    {
        var kept = user["credentials"].AsBsonDocument;
        if (fields.Password is not null)
            user["credentials"] = UserDocuments.Credentials(fields.Name, fields.Password, fields.Mechanisms ?? ScramMechanism.All);
        else if (fields.Mechanisms is { } mechanisms && mechanisms.Any(x => !kept.Contains(x.Name)))
            throw new CommandException(ServerError.BadValue, "mechanisms field must be a subset of previously set mechanisms");
        else if (fields.Mechanisms is not null)
            user["credentials"] = new BsonDocument(kept.Where(x => fields.Mechanisms.Any(y => y.Name == x.Name)));
        if (fields.Roles is { } roles)
            user["roles"] = new BsonArray(roles.Select(x => x.ToBson()));
        if (fields.CustomData is { } data)
            user["customData"] = data;
    }
}
