using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Commands;
using Pipeline.Embedded.MongoDB.Errors;

namespace Pipeline.Embedded.MongoDB.Diagnostics;

/// <summary><c>setParameter</c>.</summary>
internal sealed class SetParameterCommand : SynchronousCommand
{
    public override string Name => "setParameter";

    public override CommandTraits Traits => CommandTraits.AdminOnly;

    protected override BsonDocument Run(CommandRequest request)
    {
        var given = request.Body.Document.Where(x => x.Name != Name && !CommandBody.IsGeneric(x.Name)).ToArray();
        if (given.Length == 0)
            throw new CommandException(ServerError.InvalidOptions, "no option found to set, use help:true to see options ");
        BsonValue was = BsonNull.Value;
        foreach (var parameter in given)
            was = request.Server.Parameters.Set(parameter.Name, parameter.Value);
        return new BsonDocument("was", was);
    }
}
