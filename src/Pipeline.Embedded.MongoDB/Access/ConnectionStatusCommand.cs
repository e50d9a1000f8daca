using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Access.Roles;
using Pipeline.Embedded.MongoDB.Commands;

namespace Pipeline.Embedded.MongoDB.Access;

/// <summary><c>connectionStatus</c>: who the connection is authenticated as.</summary>
internal sealed class ConnectionStatusCommand : SynchronousCommand
{
    public override string Name => "connectionStatus";

    public override CommandTraits Traits => CommandTraits.Unauthenticated;

    protected override BsonDocument Run(CommandRequest request)
    {
        _ = request.Body.Value(Name);
        var showsPrivileges = request.Body.Flag("showPrivileges");
        request.Body.RejectUnknown();
        var user = request.Server.Access.UserOf(request.Server, request.Connection);
        var info = new BsonDocument
        {
            { "authenticatedUsers", user is null ? [] : new BsonArray { new BsonDocument { { "user", user.Name }, { "db", user.Database } } } },
            { "authenticatedUserRoles", new BsonArray(user?.Roles.Select(x => x.ToBson()) ?? []) },
        };
        if (showsPrivileges)
            info.Add("authenticatedUserPrivileges", PrivilegeList.Of(user?.Roles ?? []));
        return new BsonDocument("authInfo", info);
    }
}
