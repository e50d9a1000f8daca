using Pipeline.Embedded.MongoDB.Cursors;
using Pipeline.Embedded.MongoDB.Reading;
using Pipeline.Embedded.MongoDB.Writing;

namespace Pipeline.Embedded.MongoDB.Commands;

/// <summary>All commands that the server has.</summary>
internal static class CommandCatalog
{
    public static IReadOnlyList<Command> All { get; } =
    [
        new HelloCommand(), new PingCommand(), new ConfigureFailPointCommand(),
        new FindCommand(), new AggregateCommand(), new CountCommand(), new DistinctCommand(), new ExplainCommand(),
        new GetMoreCommand(), new KillCursorsCommand(),
        new InsertCommand(), new UpdateCommand(), new DeleteCommand(), new FindAndModifyCommand(), new BulkWriteCommand(),
        new CommitTransactionCommand(), new AbortTransactionCommand(),
    ];
}
