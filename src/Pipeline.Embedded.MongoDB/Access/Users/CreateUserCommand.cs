using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Access.Scram;
using Pipeline.Embedded.MongoDB.Commands;
using Pipeline.Embedded.MongoDB.Errors;

namespace Pipeline.Embedded.MongoDB.Access.Users;

/// <summary><c>createUser</c>.</summary>
internal sealed class CreateUserCommand : Command
{
    public override string Name => "createUser";

    public override CommandTraits Traits => CommandTraits.Writes;

    public override async Task<BsonDocument> RunAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        var fields = UserFields.Read(request);
        var roles = fields.Roles ?? throw request.Body.Missing("roles");
        if (request.Database == "local")
            throw new CommandException(ServerError.BadValue, "Cannot create users in the local database");
        if (request.Database == "$external" || fields.Password is null)
            throw new CommandException(ServerError.BadValue, "Must provide a 'pwd' field for all user documents, except those with '$external' as the user's source db");

        var user = UserDocuments.New(request.Database, fields.Name, fields.Password, fields.Mechanisms ?? ScramMechanism.All, roles);
        if (fields.CustomData is { } data)
            user.Add("customData", data);
        return await request.WriteAsync(
            batch =>
            {
                UserDocuments.Insert(batch, user);
                return new BsonDocument();
            },
            cancellationToken).ConfigureAwait(false);
    }
}
