using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Access.Roles;
using Pipeline.Embedded.MongoDB.Commands;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Matching;

namespace Pipeline.Embedded.MongoDB.Access.Users;

/// <summary><c>usersInfo</c>: one user, some, those of a database, or all.</summary>
internal sealed class UsersInfoCommand : SynchronousCommand
{
    public override string Name => "usersInfo";

    protected override BsonDocument Run(CommandRequest request)
    {
        var body = request.Body;
        var which = body.Value(Name)!;
        var showsCredentials = body.Flag("showCredentials");
        var showsPrivileges = body.Flag("showPrivileges");
        var showsCustomData = !body.Has("showCustomData") || body.Flag("showCustomData");
        var showsRestrictions = body.Flag("showAuthenticationRestrictions");
        var filter = body.Object("filter") is { } query ? Filter.Parse(query) : null;
        body.RejectUnknown();

        var users = UserDocuments.All(request.View())
            .Where(Named(which, request.Database))
            .OrderBy(x => x.Document["_id"].AsString, StringComparer.Ordinal)
            .Select(x => Describe(x, showsCredentials, showsPrivileges, showsCustomData, showsRestrictions))
            .Where(x => filter is null || filter.Matches(x));
        return new BsonDocument("users", new BsonArray(users));
    }

    private static Func<User, bool> Named(BsonValue which, string database) => which switch
    {
        { IsNumeric: true } => x => x.Database == database,
        BsonString { Value: var name } => x => x.Database == database && x.Name == name,
        BsonDocument document when document.GetValue("forAllDBs", false).ToBoolean() => _ => true,
        BsonDocument document => x => x.Name == document.GetValue("user", BsonNull.Value) && x.Database == document.GetValue("db", database),
        BsonArray array => Any([.. array.Select(x => Named(x, database))]),
        _ => throw new CommandException(ServerError.BadValue, "User and role names must be either strings or objects"),
    };

    private static Func<User, bool> Any(Func<User, bool>[] conditions) => x => Array.Exists(conditions, y => y(x));

    private static BsonDocument Describe(User user, bool showsCredentials, bool showsPrivileges, bool showsCustomData, bool showsRestrictions)
    {
        var kept = user.Document;
        var shown = new BsonDocument { kept.GetElement("_id") };
        if (kept.TryGetElement("userId", out var id))
            shown.Add(id);
        shown.Add("user", user.Name).Add("db", user.Database);
        if (showsCredentials && kept.TryGetElement("credentials", out var credentials))
            shown.Add(credentials);
        if (showsCustomData && kept.TryGetElement("customData", out var data))
            shown.Add(data);
        var roles = new BsonArray(user.Roles.Select(x => x.ToBson()));
        shown.Add("roles", roles).Add("mechanisms", new BsonArray(user.Mechanisms));
        if (showsRestrictions || showsPrivileges)
            shown.Add("authenticationRestrictions", new BsonArray());
        return showsPrivileges
            ? shown.Add("inheritedRoles", roles).Add("inheritedPrivileges", PrivilegeList.Of(user.Roles)).Add("inheritedAuthenticationRestrictions", new BsonArray())
            : shown;
    }
}
