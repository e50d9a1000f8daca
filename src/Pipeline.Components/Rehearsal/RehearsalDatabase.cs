using Pipeline.Embedded.MongoDB;
using Pipeline.Errors;
using Serilog;

namespace Pipeline.Components.Rehearsal;

/// <summary>The rehearsal's database, for as long as a target needs it: the server that <c>Up</c> started, or one within this process.</summary>
internal sealed class RehearsalDatabase : IAsyncDisposable
{
    private static readonly TimeSpan s_longestWait = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan s_pollInterval = TimeSpan.FromMilliseconds(250);

    private readonly EmbeddedMongoServer? _own;

    private RehearsalDatabase(string uri, EmbeddedMongoServer? own) => (Uri, _own) = (uri, own);

    public string Uri { get; }

    /// <summary>Opens it. While another invocation has it open, waits for that one's end.</summary>
    /// <exception cref="PipelineException">PIPE7001: another process keeps it. PIPE7002 to PIPE7004: the server can't start.</exception>
    public static async Task<RehearsalDatabase> OpenAsync(RehearsalDirectory directory, TimeProvider time, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        for (var isFirst = true; ; isFirst = false)
        {
            if (await RunningServer.ReadAsync(directory.Database.StateFile, cancellationToken) is { } running && await running.IsAliveAsync(MongoPing.AnswersAsync, cancellationToken))
            {
                Log.Information("The rehearsal's database is the one of Up, at {Uri}", running.Uri);
                return new RehearsalDatabase(running.Uri, null);
            }

            try
            {
                Directory.CreateDirectory(directory.Path);
                var own = await EmbeddedMongoServer.StartAsync(new EmbeddedMongoServerOptions { DataDirectory = directory.DatabaseData, Time = time, Log = x => Log.Information("{Line:l}", x) }, cancellationToken);
                return new RehearsalDatabase(own.ConnectionString, own);
            }
            catch (PipelineException exception) when (exception.Code == EmbeddedMongoErrors.DirectoryInUse && time.GetElapsedTime(began) < s_longestWait)
            {
                if (isFirst)
                    Log.Information("Another run has the rehearsal's database open; waiting for its end");
                await Task.Delay(s_pollInterval, time, cancellationToken);
            }
        }
    }

    public ValueTask DisposeAsync() => _own?.DisposeAsync() ?? ValueTask.CompletedTask;
}
