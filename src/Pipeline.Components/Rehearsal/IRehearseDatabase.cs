using Nuke.Common;
using Nuke.Common.IO;
using Nuke.Common.Tooling;
using Pipeline.Components.Environments;
using Pipeline.Components.Targets;
using Serilog;

namespace Pipeline.Components.Rehearsal;

/// <summary>
/// An embedded MongoDB server for rehearsals. Targets start one for themselves where none runs; its data stays below
/// <see cref="RehearsalDirectory"/> until that is deleted. <c>Up</c> keeps one running, <c>Down</c> stops it.
/// </summary>
public interface IRehearseDatabase : IHazEnvironment
{
    /// <summary>State of rehearsals. Default <c>.nuke/temp/rehearsal</c>.</summary>
    AbsolutePath RehearsalDirectory => TemporaryDirectory / "rehearsal";

    /// <summary>Starts the server in the background.</summary>
    Target Up => _ => _
        .Description("Starts the rehearsal's MongoDB server and leaves it running.")
        .Requires(() => EnvironmentCheck.IsRehearsal(this))
        .Executes(async cancellationToken =>
        {
            var server = new BackgroundServer(new RehearsalDirectory(RehearsalDirectory!), TimeProvider.System);
            var running = await server.FindAsync(cancellationToken);
            if (running is not null)
                Log.Information("It runs already, in process {Process}", running.ProcessId);
            else
                running = await server.StartAsync(ToolPathResolver.GetPathExecutable("dotnet"), AppContext.BaseDirectory, cancellationToken);
            Log.Information("MongoDB-compatible server of the rehearsal: {Uri}", running.Uri);
            Log.Information("It is for development and tests, not for production data. Its log: {Log}", RootDirectory.GetRelativePathTo(RehearsalDirectory / "mongodb.log").ToString());
            Log.Information("Next: ./build.sh PlanMigrations, ./build.sh Migrate; mongosh \"{Uri}\"; ./build.sh Down stops it, ./build.sh Clean deletes its data too", running.Uri);
            ReportSummary(x =>
            {
                x["Address"] = running.Uri;
                return x;
            });
        });

    /// <summary>Stops the server.</summary>
    Target Down => _ => _
        .Description("Stops the rehearsal's MongoDB server; its data stays.")
        .Requires(() => EnvironmentCheck.IsRehearsal(this))
        .Executes(async cancellationToken =>
        {
            if (await new BackgroundServer(new RehearsalDirectory(RehearsalDirectory!), TimeProvider.System).StopAsync(cancellationToken))
                Log.Information("The rehearsal's MongoDB server has stopped");
            else
                Log.Information("No MongoDB server of the rehearsal runs");
        });
}
