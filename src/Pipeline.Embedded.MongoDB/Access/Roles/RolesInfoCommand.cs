using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Commands;

namespace Pipeline.Embedded.MongoDB.Access.Roles;

/// <summary><c>rolesInfo</c>: all roles are built in.</summary>
internal sealed class RolesInfoCommand : SynchronousCommand
{
    public override string Name => "rolesInfo";

    protected override BsonDocument Run(CommandRequest request)
    {
        var body = request.Body;
        var which = body.Value(Name)!;
        var showsPrivileges = body.Value("showPrivileges") is { } show && show.ToBoolean();
        var showsBuiltIn = body.Flag("showBuiltinRoles");
        _ = body.Flag("showAuthenticationRestrictions");
        body.RejectUnknown();

        var names = which switch
        {
            { IsNumeric: true } => showsBuiltIn ? BuiltInRole.Of(request.Database) : [],
            BsonArray several => several.Select(x => RoleName.Parse(x, request.Database)),
            _ => [RoleName.Parse(which, request.Database)],
        };
        return new BsonDocument("roles", new BsonArray(names.Where(x => BuiltInRole.Find(x) is not null).Select(x => Describe(x, showsPrivileges))));
    }

    private static BsonDocument Describe(RoleName name, bool showsPrivileges)
    {
        var role = new BsonDocument { { "_id", $"{name.Database}.{name.Role}" }, { "role", name.Role }, { "db", name.Database }, { "isBuiltin", true }, { "roles", new BsonArray() }, { "inheritedRoles", new BsonArray() } };
        return showsPrivileges ? role.Add("privileges", PrivilegeList.Of([name])).Add("inheritedPrivileges", PrivilegeList.Of([name])) : role;
    }
}
