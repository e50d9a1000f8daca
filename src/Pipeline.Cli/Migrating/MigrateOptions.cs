using System.CommandLine;
using Pipeline.Migrations;
using Pipeline.Migrations.Authoring;
using Pipeline.Migrations.Planning;

namespace Pipeline.Cli.Migrating;

/// <summary>The options of <c>pipeline migrate</c>. Those of the first group hold for every command below it.</summary>
internal sealed class MigrateOptions
{
    public Option<string> Assembly { get; } = new("--assembly") { Description = "The compiled migrations project.", HelpName = "PATH", Required = true, Recursive = true };

    public Option<string?> Uri { get; } = new("--uri") { Description = "Connection string. Better the environment variable PIPELINE_MONGODB_URI, which the process list doesn't show.", HelpName = "mongodb://…", Recursive = true };

    public Option<string?> UriFile { get; } = new("--uri-file") { Description = "File that holds the connection string.", HelpName = "PATH", Recursive = true };

    public Option<string?> Database { get; } = new("--database") { Description = "The database. Default: the one that the connection string names.", HelpName = "NAME", Recursive = true };

    public Option<OutputFormat> Output { get; } = new("--output") { Description = "What goes to standard output. Default text.", HelpName = "text|json", Recursive = true };

    public Option<TimeSpan> LockTimeout { get; } = new("--lock-timeout") { Description = "Longest wait while somebody else migrates: 90s, 5m. 0 fails at once. Default 5m.", HelpName = "TIME", CustomParser = Durations.Parse, DefaultValueFactory = _ => new MigratorOptions().LockTimeout, Recursive = true };

    public Option<TimeSpan?> ServerTimeout { get; } = new("--server-timeout") { Description = "Longest wait for a server. Default 5s, or what the connection string says.", HelpName = "TIME", CustomParser = x => Durations.Parse(x), Recursive = true };

    public Option<string?> By { get; } = new("--by") { Description = "Who runs it, for the journal. Default: the user.", HelpName = "NAME", Recursive = true };

    public Option<long> LargeCollection { get; } = new("--large-collection") { Description = "Documents from which on a plan warns that a collection is large. Default 100000.", HelpName = "N", DefaultValueFactory = _ => new MigratorOptions().LargeCollection, Recursive = true };

    public Option<string?> JournalCollection { get; } = new("--journal") { Description = "Collection that holds the journal. Default _migrations.", HelpName = "NAME", Recursive = true };

    public Option<string?> ApplicationVersion { get; } = new("--application-version") { Description = "Refuse unless this version of the application can run with the schema.", HelpName = "VERSION" };

    public Option<string?> Plan { get; } = new("--plan") { Description = "Run exactly the plan that was saved in this file.", HelpName = "FILE" };

    public Option<string?> SavedPlan { get; } = new("--plan") { Description = "Save the plan in this file.", HelpName = "FILE" };

    public Option<RequestKind> For { get; } = new("--for") { Description = "What to plan. Default up.", HelpName = "up|down|redo|baseline|mark|repair", DefaultValueFactory = _ => RequestKind.Up };

    public Option<long?> To { get; } = new("--to", "--to-version") { Description = "The version that it is about.", HelpName = "VERSION" };

    public Option<MigrationPhase?> Phase { get; } = new("--phase") { Description = "Only migrations of this phase. Default both.", HelpName = "expand|contract" };

    public Option<bool> AllowOutOfOrder { get; } = new("--allow-out-of-order") { Description = "Run migrations that are older than the newest applied one." };

    public Option<string?> Decision { get; } = DecisionOption();

    public void AddSharedTo(Command command)
    {
        foreach (var option in (Option[])[Assembly, Uri, UriFile, Database, Output, LockTimeout, ServerTimeout, By, LargeCollection, JournalCollection])
            command.Add(option);
    }

    private static Option<string?> DecisionOption()
    {
        var option = new Option<string?>("--decision") { Description = "What you found out. Without it, repair says what to find out.", HelpName = "applied|not-applied|accept-checksum|forget" };
        option.AcceptOnlyFromAmong("applied", "not-applied", "accept-checksum", "forget");
        return option;
    }
}
