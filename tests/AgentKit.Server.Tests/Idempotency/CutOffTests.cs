using AgentKit.Server.Access;
using AgentKit.Server.Database;
using AgentKit.Server.Settings;
using AgentKit.Server.Tests.Clients;
using Microsoft.AspNetCore.Builder;
using MongoDB.Bson;
using MongoDB.Driver;

namespace AgentKit.Server.Tests.Idempotency;

/// <summary>Requests that end between a change and their answer: the caller hangs up, or the database's answer is lost.</summary>
[Trait("Speed", "Slow")]
public sealed class CutOffTests : IAsyncLifetime
{
    private readonly TaskCompletionSource hungUp = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DatabaseProxy proxy = null!;
    private RunningService service = null!;
    private HttpClient member = null!;

    public async Task InitializeAsync()
    {
        proxy = await DatabaseProxy.StartAsync();
        service = await RunningService.StartAsync(
            new ServiceSettings { Server = RunningService.Settings },
            x => x with { Database = DatabaseConnection.Open(new DatabaseSettings { Uri = proxy.ConnectionString, Name = x.Database.Current.DatabaseNamespace.DatabaseName }, null, TimeProvider.System) },
            app => app.Use((context, next) =>
            {
                context.RequestAborted.Register(() => hungUp.TrySetResult());
                return next(context);
            }));
        member = service.As(CallerRole.Member);
    }

    public async Task DisposeAsync()
    {
        await service.DisposeAsync();
        await proxy.DisposeAsync();
    }

    [Fact]
    public async Task A_client_whose_callers_hang_up_is_made_once()
    {
        var inserting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var inserted = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        proxy.Answering = (command, collection) =>
        {
            if ((command, collection) != ("insert", "client_profiles") || !inserting.TrySetResult())
                return Task.FromResult(true);
            return inserted.Task;
        };

        using var caller = service.As(CallerRole.Member);
        var first = CreateAsync(caller);
        await inserting.Task;
        caller.CancelPendingRequests();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        await hungUp.Task.WaitAsync(TimeSpan.FromSeconds(30));
        for (var i = 0; i < 20; i++)
            Assert.Equal("request-in-flight", (await CreateAsync(member)).Problem);
        inserted.SetResult(true);
        var again = await UntilAnsweredAsync();

        Assert.Equal((201, 1), (again.Status, await service["client_profiles"].CountDocumentsAsync(new BsonDocument())));
    }

    [Fact]
    public async Task A_client_whose_insertion_was_not_confirmed_is_made_once()
    {
        var losses = 0;
        // The driver itself tries a second time.
        proxy.Answering = (command, collection) => Task.FromResult((command, collection) != ("insert", "client_profiles") || Interlocked.Increment(ref losses) > 2);

        var lost = await CreateAsync(member);
        var again = await CreateAsync(member);

        Assert.Equal((503, "unavailable", 201), (lost.Status, lost.Problem, again.Status));
        Assert.Equal(1, await service["client_profiles"].CountDocumentsAsync(new BsonDocument()));
    }

    [Fact]
    public async Task A_client_whose_answer_could_not_be_kept_is_made_once()
    {
        var losses = 0;
        // The driver itself tries a second time.
        proxy.Asking = (command, collection) => (command, collection) != ("findAndModify", "idempotency_keys") || Interlocked.Increment(ref losses) > 2;

        var lost = await CreateAsync(member);
        var again = await CreateAsync(member);

        Assert.Equal((503, 201), (lost.Status, again.Status));
        Assert.Equal(1, await service["client_profiles"].CountDocumentsAsync(new BsonDocument()));
    }

    private static Task<Answer> CreateAsync(HttpClient caller) => caller.PostAsync("/v1/clients", SampleClients.Named("One"), ("Idempotency-Key", "first-client"));

    private async Task<Answer> UntilAnsweredAsync()
    {
        var answer = await CreateAsync(member);
        await ServiceProcess.UntilAsync(async () => (answer = await CreateAsync(member)).Problem != "request-in-flight", "the request is over");
        return answer;
    }
}
