using Nuke.Common.Tooling;
using Serilog;

namespace Pipeline.Components.Rehearsal;

/// <summary>Servers of the rehearsal that are to run from now on.</summary>
internal static class RehearsalServers
{
    /// <summary>The one that runs, or one that is started.</summary>
    public static async Task<RunningServer> EnsureAsync(BackgroundProgram program, CancellationToken cancellationToken)
    {
        var server = new BackgroundServer(program, TimeProvider.System);
        if (await server.FindAsync(cancellationToken) is { } running)
        {
            Log.Information("The rehearsal's {Title} runs already, in process {Process}", program.Title, running.ProcessId);
            return running;
        }

        return await server.StartAsync(ToolPathResolver.GetPathExecutable("dotnet"), AppContext.BaseDirectory, cancellationToken);
    }
}
