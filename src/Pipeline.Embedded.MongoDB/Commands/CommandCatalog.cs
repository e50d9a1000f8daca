using Pipeline.Embedded.MongoDB.Access;
using Pipeline.Embedded.MongoDB.Access.Roles;
using Pipeline.Embedded.MongoDB.Access.Scram;
using Pipeline.Embedded.MongoDB.Access.Users;
using Pipeline.Embedded.MongoDB.Catalog;
using Pipeline.Embedded.MongoDB.Cursors;
using Pipeline.Embedded.MongoDB.Diagnostics;
using Pipeline.Embedded.MongoDB.Reading;
using Pipeline.Embedded.MongoDB.Sessions.Commands;
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

        new CreateCommand(), new DropCommand(), new DropDatabaseCommand(), new RenameCollectionCommand(), new CollModCommand(),
        new CreateIndexesCommand(), new DropIndexesCommand(), new ListIndexesCommand(), new ListCollectionsCommand(), new ListDatabasesCommand(),
        new ValidateCommand(), new ReIndexCommand(), new CompactCommand(), new ConvertToCappedCommand(), new CloneCollectionAsCappedCommand(), new ApplyOpsCommand(),
        new SearchIndexCommand("createSearchIndexes"), new SearchIndexCommand("updateSearchIndex"), new SearchIndexCommand("dropSearchIndex"), new SearchIndexCommand("listSearchIndexes"),

        new SaslStartCommand(), new SaslContinueCommand(), new AuthenticateCommand(), new LogoutCommand(), new ConnectionStatusCommand(),
        new CreateUserCommand(), new UpdateUserCommand(), new DropUserCommand(), new DropAllUsersCommand(), ChangeRolesCommand.Grant(), ChangeRolesCommand.Revoke(),
        new UsersInfoCommand(), new RolesInfoCommand(),

        new BuildInfoCommand(), new ServerStatusCommand(), new HostInfoCommand(), new GetParameterCommand(), new SetParameterCommand(), new GetCmdLineOptsCommand(),
        new GetLogCommand(), new LogRotateCommand(), new WhatsMyUriCommand(), new ListCommandsCommand(), new ReplSetGetStatusCommand(), new ReplSetGetConfigCommand(),
        new CurrentOpCommand(), new KillOpCommand(), new DbStatsCommand(), new CollStatsCommand(), new DataSizeCommand(), new ProfileCommand(),
        new FsyncCommand(), new FsyncUnlockCommand(), new DefaultConcernCommand("getDefaultRWConcern"), new DefaultConcernCommand("setDefaultRWConcern"),
        new StartSessionCommand(), new RefreshSessionsCommand(), new EndSessionsCommand("endSessions"), new EndSessionsCommand("killSessions"),
        new KillAllSessionsCommand("killAllSessions"), new KillAllSessionsCommand("killAllSessionsByPattern"),
    ];
}
