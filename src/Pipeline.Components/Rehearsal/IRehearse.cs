using Nuke.Common;
using Nuke.Common.IO;
using Nuke.Common.Tooling;
using Pipeline.Components.Environments;
using Pipeline.Components.Targets;
using Serilog;

namespace Pipeline.Components.Rehearsal;

/// <summary>
/// The embedded parts of a rehearsal: a MongoDB server for a build that migrates, a Kubernetes cluster for one that deploys. Their state stays
/// below <see cref="RehearsalDirectory"/> until that is deleted. <c>StartServers</c> starts them and leaves them running, <c>Down</c> stops them.
/// </summary>
public interface IRehearse : IHazEnvironment
{
    /// <summary>State of rehearsals. Default <c>.nuke/temp/rehearsal</c>.</summary>
    AbsolutePath RehearsalDirectory => TemporaryDirectory / "rehearsal";

    /// <summary>Starts what isn't running.</summary>
    Target StartServers => _ => _
        .Description("Starts the rehearsal's servers and leaves them running.")
        .Requires(() => EnvironmentCheck.IsRehearsal(this))
        .Executes(async cancellationToken =>
        {
            var directory = new RehearsalDirectory(RehearsalDirectory!);
            if (this is IRehearseDatabase)
            {
                var uri = await StartAsync(directory.Database, cancellationToken);
                Log.Information("Next: ./build.sh PlanMigrations, ./build.sh Migrate; mongosh \"{Uri}\"", uri);
            }

            if (this is IRehearseCluster cluster)
            {
                await StartAsync(directory.Cluster(cluster.RehearsalImages), cancellationToken);
                Log.Information("Next: ./build.sh Deploy; kubectl --kubeconfig {Kubeconfig} get pods -A", RootDirectory.GetRelativePathTo(directory.Kubeconfig).ToString());
            }

            Log.Information("They are for development and tests, not for production data. ./build.sh Down stops them, ./build.sh Clean deletes their data too");
        });

    /// <summary>Stops what runs.</summary>
    Target Down => _ => _
        .Description("Stops the rehearsal's servers; their data stays.")
        .Requires(() => EnvironmentCheck.IsRehearsal(this))
        .Executes(StopServersAsync);

    /// <summary>Stops what runs of the rehearsal.</summary>
    internal sealed async Task StopServersAsync(CancellationToken cancellationToken)
    {
        var directory = new RehearsalDirectory(RehearsalDirectory!);
        if (this is IRehearseCluster cluster)
            await StopAsync(directory.Cluster(cluster.RehearsalImages), cancellationToken);
        if (this is IRehearseDatabase)
            await StopAsync(directory.Database, cancellationToken);
    }

    private async Task<string> StartAsync(BackgroundProgram program, CancellationToken cancellationToken)
    {
        var running = await RehearsalServers.EnsureAsync(program, cancellationToken);
        Log.Information("The rehearsal's {Title}: {Uri} (log: {Log})", program.Title, running.Uri, RootDirectory.GetRelativePathTo(program.LogFile).ToString());
        ReportSummary(x =>
        {
            x[program.Title] = running.Uri;
            return x;
        });
        return running.Uri;
    }

    private static async Task StopAsync(BackgroundProgram program, CancellationToken cancellationToken)
    {
        if (await new BackgroundServer(program, TimeProvider.System).StopAsync(cancellationToken))
            Log.Information("The rehearsal's {Title} has stopped", program.Title);
        else
            Log.Information("No {Title} of the rehearsal runs", program.Title);
    }
}
