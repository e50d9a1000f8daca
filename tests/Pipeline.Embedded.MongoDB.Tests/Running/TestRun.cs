using MongoDB.Bson;
using MongoDB.Driver;
using Pipeline.Embedded.MongoDB.Tests.Running.Entities;
using Pipeline.Embedded.MongoDB.Tests.Running.Matching;
using Pipeline.Embedded.MongoDB.Tests.Running.Operations;

namespace Pipeline.Embedded.MongoDB.Tests.Running;

/// <summary>The format's "Executing a Test": one test, once, with entities of its own.</summary>
internal sealed class TestRun
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    private readonly TestCase test;

    private TestRun(TestCase test, ServerConnection server)
    {
        this.test = test;
        Server = server;
        Factory = new EntityFactory(Entities, server.ConnectionString);
        var values = new ValueMatcher(Entities);
        Events = new EventMatcher(values);
        Operations = new OperationRunner(this, values);
    }

    public ServerConnection Server { get; }

    public EntityMap Entities { get; } = new();

    public EntityFactory Factory { get; }

    public EventMatcher Events { get; }

    public OperationRunner Operations { get; }

    /// <summary>Those that the test turned on, for turning them off.</summary>
    public HashSet<string> FailPoints { get; } = [];

    /// <summary>Throws where the test fails.</summary>
    public static async Task RunAsync(TestCase test, ServerConnection server, CancellationToken cancellationToken)
    {
        if (test.Unobservable is { } field)
            throw new UnsupportedByRunnerException($"The runner doesn't know '{field}' of a test.");
        var run = new TestRun(test, server);
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bound.CancelAfter(Bound);
        try
        {
            await run.BodyAsync(bound.Token).WaitAsync(Bound, cancellationToken);
        }
        catch (Exception error)
        {
            await run.TidyAfterFailureAsync(cancellationToken);
            if (error is TimeoutException or OperationCanceledException && bound.IsCancellationRequested)
                throw new SpecificationFailedException($"It isn't done after {Bound.TotalSeconds} s.", error);
            throw;
        }

        await run.TidyWithinBoundAsync(cancellationToken);
    }

    private async Task BodyAsync(CancellationToken cancellationToken)
    {
        await Outcomes.ForgetAsync(Server.Client, test.File, cancellationToken);
        await Outcomes.PrepareAsync(Server.Client, test.File.InitialData, cancellationToken);
        foreach (var entity in test.File.CreateEntities)
            await Factory.CreateAsync(entity, cancellationToken);

        foreach (var (index, operation) in test.Operations.Index())
        {
            try
            {
                await Operations.RunAsync(operation, cancellationToken);
            }
            catch (SpecificationFailedException failure)
            {
                throw new SpecificationFailedException($"operations[{index}] {failure.Message}", failure.InnerException);
            }
        }

        foreach (var client in Entities.Clients)
            client.Log.Stop();
        await TurnFailPointsOffAsync(cancellationToken);
        foreach (var (index, expected) in test.ExpectEvents.Index())
            Events.Match(expected, Entities.Get<ClientEntity>(expected["client"].AsString).Log.Events, $"expectEvents[{index}]");
        await Outcomes.AssertAsync(Server.Client, test.Outcome, cancellationToken);
    }

    /// <summary>What went wrong first is what is told.</summary>
    private async Task TidyAfterFailureAsync(CancellationToken cancellationToken)
    {
        try
        {
            await TidyWithinBoundAsync(cancellationToken);
        }
        catch (Exception error) when (error is MongoException or TimeoutException)
        {
            // The test has failed already.
        }
    }

    /// <summary>The driver ends sessions and cursors synchronously, and so without a bound.</summary>
    private Task TidyWithinBoundAsync(CancellationToken cancellationToken) =>
        Task.Run(() => TidyAsync(cancellationToken), cancellationToken).WaitAsync(Bound, cancellationToken);

    /// <summary>Whatever became of the test, the next one starts without its fail points, cursors, sessions and transactions.</summary>
    private async Task TidyAsync(CancellationToken cancellationToken)
    {
        foreach (var client in Entities.Clients)
            client.Log.Stop();
        await TurnFailPointsOffAsync(cancellationToken);
        await Entities.CloseAsync();
        try
        {
            await Admin.RunCommandAsync<BsonDocument>(new BsonDocument("killAllSessions", new BsonArray()), cancellationToken: cancellationToken);
        }
        catch (MongoCommandException error) when (error.Code is 11601 or 13)
        {
            // The format lets a runner overlook Interrupted and Unauthorized here.
        }
    }

    private IMongoDatabase Admin => Server.Client.GetDatabase("admin");

    private async Task TurnFailPointsOffAsync(CancellationToken cancellationToken)
    {
        foreach (var name in FailPoints)
            await Admin.RunCommandAsync<BsonDocument>(new BsonDocument { { "configureFailPoint", name }, { "mode", "off" } }, cancellationToken: cancellationToken);
        FailPoints.Clear();
    }
}
