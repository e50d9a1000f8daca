using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Access.Roles;
using Pipeline.Embedded.MongoDB.Commands;

namespace Pipeline.Embedded.MongoDB.Access.Users;

/// <summary><c>grantRolesToUser</c> and <c>revokeRolesFromUser</c>.</summary>
internal sealed class ChangeRolesCommand(string name, Func<IEnumerable<RoleName>, IEnumerable<RoleName>, IEnumerable<RoleName>> change) : Command
{
    public override string Name => name;

    public override CommandTraits Traits => CommandTraits.Writes;

    public static ChangeRolesCommand Grant() => new("grantRolesToUser", (had, given) => had.Union(given));

    public static ChangeRolesCommand Revoke() => new("revokeRolesFromUser", (had, taken) => had.Except(taken));

    public override async Task<BsonDocument> RunAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        var user = request.Body.Text(Name)!;
        var roles = UserFields.Granting(request.Body.Array("roles") ?? throw request.Body.Missing("roles"), request.Database);
        request.Body.RejectUnknown();
        return await request.WriteAsync(
            batch =>
            {
                UserDocuments.Change(batch, request.Database, user, x => x["roles"] = new BsonArray(change(User.Parse(x).Roles, roles).Select(y => y.ToBson())));
                return new BsonDocument();
            },
            cancellationToken).ConfigureAwait(false);
    }
}
