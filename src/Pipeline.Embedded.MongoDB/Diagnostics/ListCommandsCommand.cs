using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Commands;

namespace Pipeline.Embedded.MongoDB.Diagnostics;

/// <summary><c>listCommands</c>.</summary>
internal sealed class ListCommandsCommand : SynchronousCommand
{
    public override string Name => "listCommands";

    public override CommandTraits Traits => CommandTraits.Unauthenticated;

    protected override BsonDocument Run(CommandRequest request) => new("commands", new BsonDocument(
        request.Server.Dispatcher.Commands.OrderBy(x => x.Name, StringComparer.Ordinal).Select(x => new BsonElement(x.Name, new BsonDocument
        {
            { "help", "" },
            { "requiresAuth", !x.Has(CommandTraits.Unauthenticated) },
            { "secondaryOk", !x.Has(CommandTraits.Writes) },
            { "adminOnly", x.Has(CommandTraits.AdminOnly) },
            { "apiVersions", ApiVersion.Has(x) ? new BsonArray { "1" } : [] },
        }))));
}
