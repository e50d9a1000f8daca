namespace Pipeline.Embedded.MongoDB.Commands;

/// <summary>All commands that the server has.</summary>
internal static class CommandCatalog
{
    public static IReadOnlyList<Command> All { get; } =
    [
        new HelloCommand(), new PingCommand(), new ConfigureFailPointCommand(),
        new CommitTransactionCommand(), new AbortTransactionCommand(),
    ];
}
