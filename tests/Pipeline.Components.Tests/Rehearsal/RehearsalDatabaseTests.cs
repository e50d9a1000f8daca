using Nuke.Common.Tooling;
using Pipeline.Components.Rehearsal;
using Pipeline.Embedded.MongoDB;

namespace Pipeline.Components.Tests.Rehearsal;

public sealed class RehearsalDatabaseTests : IDisposable
{
    private readonly RehearsalDirectory _directory = new(Directory.CreateTempSubdirectory("pipeline-rehearsal-").FullName);

    public void Dispose() => Directory.Delete(_directory.Path, recursive: true);

    [Fact]
    public async Task Without_a_running_server_one_is_started_and_stopped_again()
    {
        Uri address;
        await using (var database = await OpenAsync())
        {
            address = new Uri(database.Uri);
            Assert.True(await MongoPing.AnswersAsync(address, CancellationToken.None));
        }

        Assert.False(await MongoPing.AnswersAsync(address, CancellationToken.None));
        Assert.True(Directory.Exists(_directory.DatabaseData));
    }

    [Fact]
    public async Task A_second_invocation_waits_for_the_end_of_the_first()
    {
        var first = await OpenAsync();
        var second = OpenAsync();
        Assert.False(second.IsCompleted && !second.IsFaulted, "Both had the data open at once.");

        await first.DisposeAsync();

        await using var opened = await second.WaitAsync(TimeSpan.FromMinutes(1));
        Assert.True(await MongoPing.AnswersAsync(new Uri(opened.Uri), CancellationToken.None));
    }

    [Fact]
    public async Task A_server_in_the_background_is_used_until_it_is_stopped()
    {
        var background = new BackgroundServer(_directory.Database, TimeProvider.System);
        var dotnet = ToolPathResolver.GetPathExecutable("dotnet");

        var running = await background.StartAsync(dotnet, AppContext.BaseDirectory, CancellationToken.None);
        await using (var database = await OpenAsync())
        {
            Assert.Equal(running.Uri, database.Uri);
        }

        Assert.Equal(running, await background.FindAsync(CancellationToken.None));
        Assert.Contains("not for production", await File.ReadAllTextAsync(_directory.Database.LogFile), StringComparison.Ordinal);
        Assert.True(await background.StopAsync(CancellationToken.None));
        Assert.Null(await background.FindAsync(CancellationToken.None));
        Assert.False(await background.StopAsync(CancellationToken.None));
        Assert.False(await MongoPing.AnswersAsync(new Uri(running.Uri), CancellationToken.None));
    }

    [Fact]
    public async Task A_server_whose_process_is_gone_or_another_ones_by_now_is_not_used()
    {
        await using var stranger = await EmbeddedMongoServer.StartAsync();
        using var self = System.Diagnostics.Process.GetCurrentProcess();
        var started = new DateTimeOffset(self.StartTime.ToUniversalTime());

        await new RunningServer(self.Id, started.AddHours(-1), stranger.ConnectionString).WriteAsync(_directory.Database.StateFile, CancellationToken.None);
        await using var database = await OpenAsync();

        Assert.NotEqual(stranger.ConnectionString, database.Uri);
        Assert.True(await new RunningServer(self.Id, started, stranger.ConnectionString).IsAliveAsync(MongoPing.AnswersAsync, CancellationToken.None));
        Assert.False(await new RunningServer(self.Id, started, "mongodb://127.0.0.1:1/").IsAliveAsync(MongoPing.AnswersAsync, CancellationToken.None));
    }

    [Fact]
    public async Task A_damaged_state_file_counts_as_none()
    {
        await File.WriteAllTextAsync(_directory.Database.StateFile, "{ half");

        await using var database = await OpenAsync();

        Assert.True(await MongoPing.AnswersAsync(new Uri(database.Uri), CancellationToken.None));
    }

    [Fact]
    public async Task A_background_server_that_cannot_start_says_why()
    {
        await using var database = await OpenAsync();
        var background = new BackgroundServer(_directory.Database, TimeProvider.System);

        var exception = await Assert.ThrowsAsync<Pipeline.Errors.PipelineException>(() => background.StartAsync(ToolPathResolver.GetPathExecutable("dotnet"), AppContext.BaseDirectory, CancellationToken.None));

        Assert.Equal("PIPE2032", exception.Code.Id);
        Assert.Contains("PIPE7001", exception.Message, StringComparison.Ordinal);
    }

    private Task<RehearsalDatabase> OpenAsync() => RehearsalDatabase.OpenAsync(_directory, TimeProvider.System, CancellationToken.None);
}
