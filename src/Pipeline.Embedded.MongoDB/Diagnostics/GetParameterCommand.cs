using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Commands;
using Pipeline.Embedded.MongoDB.Errors;

namespace Pipeline.Embedded.MongoDB.Diagnostics;

/// <summary><c>getParameter</c>: some by name, or all by <c>*</c>.</summary>
internal sealed class GetParameterCommand : SynchronousCommand
{
    public override string Name => "getParameter";

    public override CommandTraits Traits => CommandTraits.AdminOnly;

    protected override BsonDocument Run(CommandRequest request)
    {
        var all = request.Server.Parameters.All();
        var which = request.Body.Value(Name)!;
        if (which == "*" || (which is BsonDocument options && options.GetValue("allParameters", false).ToBoolean()))
            return all;
        var asked = request.Body.Document.Names.Where(x => x != Name && !CommandBody.IsGeneric(x)).ToArray();
        var found = new BsonDocument(all.Where(x => Array.IndexOf(asked, x.Name) >= 0));
        return found.ElementCount > 0 ? found : throw new CommandException(ServerError.InvalidOptions, "no option found to get");
    }
}
