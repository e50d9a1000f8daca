using MongoDB.Bson;
using MongoDB.Driver;
using MongoDB.Driver.Core.Bindings;
using MongoDB.Driver.Core.Clusters;
using MongoDB.Driver.Core.Servers;
using Pipeline.Embedded.MongoDB.Tests.Running.Entities;
using Call = Pipeline.Embedded.MongoDB.Tests.Running.Operations.OperationCall<Pipeline.Embedded.MongoDB.Tests.Running.TestRun>;

namespace Pipeline.Embedded.MongoDB.Tests.Running.Operations;

/// <summary>The format's "Special Test Operations", of the object testRunner.</summary>
internal static class RunnerOperations
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(10);

    public static IReadOnlyDictionary<string, Operation<TestRun>> Operations { get; } = new Dictionary<string, Operation<TestRun>>
    {
        ["assertCollectionExists"] = (call, cancellationToken) => AssertCollectionAsync(call, expected: true, cancellationToken),
        ["assertCollectionNotExists"] = (call, cancellationToken) => AssertCollectionAsync(call, expected: false, cancellationToken),
        ["assertDifferentLsidOnLastTwoCommands"] = (call, _) => AssertLastSessions(call, same: false),
        ["assertEventCount"] = AssertEventCount,
        ["assertIndexExists"] = (call, cancellationToken) => AssertIndexAsync(call, expected: true, cancellationToken),
        ["assertIndexNotExists"] = (call, cancellationToken) => AssertIndexAsync(call, expected: false, cancellationToken),
        ["assertNumberConnectionsCheckedOut"] = AssertConnectionsAsync,
        ["assertSameLsidOnLastTwoCommands"] = (call, _) => AssertLastSessions(call, same: true),
        ["assertSessionDirty"] = (call, _) => AssertSession(call, x => x.WrappedCoreSession.IsDirty, "be dirty"),
        ["assertSessionNotDirty"] = (call, _) => AssertSession(call, x => !x.WrappedCoreSession.IsDirty, "not be dirty"),
        ["assertSessionPinned"] = (call, _) => AssertSession(call, x => IsPinned(x), "be pinned to a mongos"),
        ["assertSessionTransactionState"] = AssertTransactionState,
        ["assertSessionUnpinned"] = (call, _) => AssertSession(call, x => !IsPinned(x), "not be pinned to a mongos"),
        ["assertTopologyType"] = AssertTopologyType,
        ["createEntities"] = CreateEntitiesAsync,
        ["failPoint"] = FailPointAsync,
        ["recordTopologyDescription"] = RecordTopology,
        ["runOnThread"] = RunOnThread,
        ["wait"] = WaitAsync,
        ["waitForEvent"] = WaitForEventAsync,
        ["waitForPrimaryChange"] = WaitForPrimaryChangeAsync,
        ["waitForThread"] = WaitForThreadAsync,
    };

    private static async Task<object?> FailPointAsync(Call call, CancellationToken cancellationToken)
    {
        var client = call.Run.Entities.Get<ClientEntity>(call.Arguments.Text("client")).Client;
        var failPoint = call.Arguments.Document("failPoint");
        await client.GetDatabase("admin").RunCommandAsync<BsonDocument>(failPoint, ReadPreference.Primary, cancellationToken);
        call.Run.FailPoints.Add(failPoint["configureFailPoint"].AsString);
        return null;
    }

    private static async Task<object?> CreateEntitiesAsync(Call call, CancellationToken cancellationToken)
    {
        foreach (var entity in call.Arguments.Documents("entities"))
            await call.Run.Factory.CreateAsync(entity, cancellationToken);
        return null;
    }

    private static async Task<object?> AssertCollectionAsync(Call call, bool expected, CancellationToken cancellationToken)
    {
        var (database, name) = (call.Arguments.Text("databaseName"), call.Arguments.Text("collectionName"));
        using var cursor = await call.Run.Server.Client.GetDatabase(database).ListCollectionNamesAsync(cancellationToken: cancellationToken);
        return Assert((await cursor.ToListAsync(cancellationToken)).Contains(name) == expected, $"{database}.{name} should {(expected ? "exist" : "not exist")}.");
    }

    private static async Task<object?> AssertIndexAsync(Call call, bool expected, CancellationToken cancellationToken)
    {
        var (database, collection, name) = (call.Arguments.Text("databaseName"), call.Arguments.Text("collectionName"), call.Arguments.Text("indexName"));
        using var cursor = await call.Run.Server.Client.GetDatabase(database).GetCollection<BsonDocument>(collection).Indexes.ListAsync(cancellationToken);
        var found = (await cursor.ToListAsync(cancellationToken)).Any(x => x["name"] == name);
        return Assert(found == expected, $"The index {name} of {database}.{collection} should {(expected ? "exist" : "not exist")}.");
    }

    private static Task<object?> AssertLastSessions(Call call, bool same)
    {
        var last = call.Run.Entities.Get<ClientEntity>(call.Arguments.Text("client")).Log.Events.Where(x => x.Name == "commandStartedEvent").TakeLast(2).ToList();
        Assert(last.Count == 2, "Two commands should have been observed.");
        var (first, second) = (last[0].Fields["command"]["lsid"], last[1].Fields["command"]["lsid"]);
        return Task.FromResult(Assert((first == second) == same, $"The last two commands should have {(same ? "one session" : "two sessions")}, have {first} and {second}."));
    }

    private static Task<object?> AssertSession(Call call, Func<IClientSessionHandle, bool> condition, string what)
    {
        var name = call.Arguments.Text("session");
        return Task.FromResult(Assert(condition(call.Run.Entities.Get<SessionEntity>(name).Session), $"The session {name} should {what}."));
    }

    private static Task<object?> AssertTransactionState(Call call, CancellationToken cancellationToken)
    {
        var transaction = call.Run.Entities.Get<SessionEntity>(call.Arguments.Text("session")).Session.WrappedCoreSession.CurrentTransaction;
        var state = transaction?.State switch
        {
            null => "none",
            CoreTransactionState.Starting => "starting",
            CoreTransactionState.InProgress => "in_progress",
            CoreTransactionState.Committed => "committed",
            _ => "aborted",
        };
        var expected = call.Arguments.Text("state");
        return Task.FromResult(Assert(state == expected, $"The transaction should be {expected}, is {state}."));
    }

    private static async Task<object?> AssertConnectionsAsync(Call call, CancellationToken cancellationToken)
    {
        var log = call.Run.Entities.Get<ClientEntity>(call.Arguments.Text("client")).Log;
        var expected = call.Arguments.Required("connections").ToInt32();
        await UntilAsync(() => log.ConnectionsCheckedOut == expected, cancellationToken);
        return Assert(log.ConnectionsCheckedOut == expected, $"{expected} connections should be checked out, {log.ConnectionsCheckedOut} are.");
    }

    private static Task<object?> AssertEventCount(Call call, CancellationToken cancellationToken)
    {
        var expected = call.Arguments.Required("count").ToInt32();
        var count = CountEvents(call);
        return Task.FromResult(Assert(count == expected, $"{expected} events {call.Arguments.Document("event")} should have been observed, were {count}."));
    }

    private static async Task<object?> WaitForEventAsync(Call call, CancellationToken cancellationToken)
    {
        var expected = call.Arguments.Required("count").ToInt32();
        await UntilAsync(() => CountEvents(call) >= expected, cancellationToken);
        return Assert(CountEvents(call) >= expected, $"{expected} events {call.Arguments.Document("event")} should have been observed in {Bound}, were {CountEvents(call)}.");
    }

    private static int CountEvents(Call call)
    {
        var expected = call.Arguments.Document("event");
        return call.Run.Entities.Get<ClientEntity>(call.Arguments.Text("client")).Log.Events.Count(x => call.Run.Events.Matches(expected, x));
    }

    private static Task<object?> RecordTopology(Call call, CancellationToken cancellationToken)
    {
        call.Run.Entities.Add(call.Arguments.Text("id"), call.Run.Entities.Get<ClientEntity>(call.Arguments.Text("client")).Client.Cluster.Description);
        return Task.FromResult<object?>(null);
    }

    private static Task<object?> AssertTopologyType(Call call, CancellationToken cancellationToken)
    {
        var actual = TopologyEvents.Type(call.Run.Entities.Get<ClusterDescription>(call.Arguments.Text("topologyDescription")));
        var expected = call.Arguments.Text("topologyType");
        return Task.FromResult(Assert(actual == expected, $"The topology should be {expected}, is {actual}."));
    }

    private static async Task<object?> WaitForPrimaryChangeAsync(Call call, CancellationToken cancellationToken)
    {
        var client = call.Run.Entities.Get<ClientEntity>(call.Arguments.Text("client")).Client;
        var prior = Primary(call.Run.Entities.Get<ClusterDescription>(call.Arguments.Text("priorTopologyDescription")));
        call.Arguments.Ignore("timeoutMS");
        await UntilAsync(() => Primary(client.Cluster.Description) is { } now && now != prior, cancellationToken);
        return Assert(Primary(client.Cluster.Description) is { } primary && primary != prior, $"The primary should have changed from {prior}.");
    }

    private static string? Primary(ClusterDescription description) =>
        description.Servers.FirstOrDefault(x => x.Type == ServerType.ReplicaSetPrimary)?.EndPoint.ToString();

    private static Task<object?> RunOnThread(Call call, CancellationToken cancellationToken)
    {
        var operation = OperationDescription.Parse(call.Arguments.Document("operation"));
        call.Run.Entities.Get<ThreadEntity>(call.Arguments.Text("thread")).Run(() => call.Run.Operations.RunAsync(operation, cancellationToken));
        return Task.FromResult<object?>(null);
    }

    private static async Task<object?> WaitForThreadAsync(Call call, CancellationToken cancellationToken)
    {
        await call.Run.Entities.Get<ThreadEntity>(call.Arguments.Text("thread")).Completion.WaitAsync(Bound, cancellationToken);
        return null;
    }

    private static async Task<object?> WaitAsync(Call call, CancellationToken cancellationToken)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(call.Arguments.Required("ms").ToDouble()), cancellationToken);
        return null;
    }

    // Only sharded clusters pin; the driver keeps the server it is pinned to to itself.
    private static bool IsPinned(IClientSessionHandle session) =>
        session.Client.Cluster.Description.Type == ClusterType.Sharded && session.WrappedCoreSession.CurrentTransaction is { State: CoreTransactionState.InProgress or CoreTransactionState.Committed };

    private static async Task UntilAsync(Func<bool> condition, CancellationToken cancellationToken)
    {
        var waited = System.Diagnostics.Stopwatch.StartNew();
        while (!condition() && waited.Elapsed < Bound)
            await Task.Delay(5, cancellationToken);
    }

    private static object? Assert(bool condition, string message) => condition ? null : throw new SpecificationFailedException(message);
}
