using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Commands;
using Pipeline.Embedded.MongoDB.Errors;

namespace Pipeline.Embedded.MongoDB.Catalog;

/// <summary>The commands of Atlas Search indexes, which a server without Atlas refuses.</summary>
internal sealed class SearchIndexCommand(string name) : SynchronousCommand
{
    public const string Refusal = "Using Atlas Search Database Commands and the $listSearchIndexes aggregation stage requires additional configuration. Please connect to Atlas or an AtlasCLI local deployment to enable. For more information on how to connect, see https://dochub.mongodb.org/core/atlas-cli-deploy-local-reqs.";

    public override string Name => name;

    protected override BsonDocument Run(CommandRequest request) => throw new CommandException(ServerError.SearchNotEnabled, Refusal);
}
