using System.CommandLine;
using Pipeline.Migrations.Planning;
using Pipeline.Secrets.Masking;

namespace Pipeline.Cli.Migrating;

/// <summary><c>pipeline migrate</c> and the commands below it.</summary>
internal static class MigrateCommand
{
    public static Command Create(Surroundings surroundings, SecretMask mask)
    {
        var options = new MigrateOptions();
        var command = new Command("migrate", "Migrates a MongoDB database.");
        options.AddSharedTo(command);

        Add("plan", "Says what would run, and changes nothing.", PlanCommand.RunAsync, options.For, options.To, options.Phase, options.AllowOutOfOrder, options.Decision, options.SavedPlan, options.ApplicationVersion);
        AddRun(RequestKind.Up, "Applies what is pending.", options.To, options.Phase, options.AllowOutOfOrder, options.Plan, options.ApplicationVersion);
        AddRun(RequestKind.Down, "Takes back what came after a version.", options.To, options.Plan, options.ApplicationVersion);
        AddRun(RequestKind.Redo, "Takes the newest migration back and applies it again.", options.To, options.Plan);
        AddRun(RequestKind.Baseline, "Records all migrations up to a version as applied, without running them.", options.To, options.Plan);
        AddRun(RequestKind.Mark, "Records one migration as applied, without running it.", options.To, options.Plan);
        AddRun(RequestKind.Repair, "Says what is wrong with the journal and what to find out; with --decision, records it.", options.To, options.Decision, options.Plan);
        Add("history", "Lists what was done with the migrations of this database.", HistoryCommand.RunAsync);
        Add("verify", "Holds collections, indexes and validators against what the applied migrations declare.", VerifyCommand.RunAsync, options.ApplicationVersion);
        Add("fit", "Says whether a version of the application can run with this database, and how far down it would have to go.", FitCommand.RunAsync, options.ApplicationVersion);
        Add("review-indexes", "Reports unused, redundant and missing indexes.", ReviewIndexesCommand.RunAsync);
        return command;

        void AddRun(RequestKind kind, string description, params Option[] own) =>
            Add(RequestReader.WordOf(kind), description, (session, parsed, all, cancellationToken) => RunCommand.RunAsync(kind, session, parsed, all, cancellationToken), own);

        void Add(string name, string description, Func<MigrateSession, ParseResult, MigrateOptions, CancellationToken, Task<int>> runAsync, params Option[] own)
        {
            var below = new Command(name, description);
            foreach (var option in own)
                below.Add(option);
            below.SetAction(async (parsed, cancellationToken) =>
            {
                var session = await MigrateSession.OpenAsync(parsed, options, surroundings, mask, cancellationToken);
                return await runAsync(session, parsed, options, cancellationToken);
            });
            command.Add(below);
        }
    }
}
