using MongoDB.Bson;
using MongoDB.Driver;
using Pipeline.Embedded.MongoDB.Tests.Journaling;

namespace Pipeline.Embedded.MongoDB.Tests.Sessions;

/// <summary>Writes that are sent again under the number they had: done once, answered twice.</summary>
public class RetryTests
{
    private readonly BsonBinaryData _session = new(Guid.NewGuid(), GuidRepresentation.Standard);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_write_that_is_repeated_is_done_once(bool restarted)
    {
        await using var server = await DurableServer.StartAsync();
        string[] commands =
        [
            "{insert: 'c', documents: [{_id: 1, n: 0}, {_id: 2, n: 0}], txnNumber: NumberLong(%)}",
            "{update: 'c', updates: [{q: {_id: 1}, u: {$inc: {n: 1}}}, {q: {_id: 9}, u: {$inc: {n: 1}}, upsert: true}], txnNumber: NumberLong(%)}",
            "{delete: 'c', deletes: [{q: {n: 0}, limit: 1}], txnNumber: NumberLong(%)}",
            "{findAndModify: 'c', query: {_id: 1}, update: {$inc: {n: 1}}, new: true, txnNumber: NumberLong(%)}",
            "{findAndModify: 'c', query: {_id: 9}, remove: true, txnNumber: NumberLong(%)}",
        ];

        var number = 0;
        foreach (var command in commands)
        {
            var first = await RunAsync(server, "test", command, number);
            var content = await ContentAsync(server);
            if (restarted)
                await server.RestartAsync();

            var second = await RunAsync(server, "test", command, number++);

            Assert.Equal(content, await ContentAsync(server));
            foreach (var name in (string[])["n", "nModified", "upserted", "value", "lastErrorObject"])
                Assert.Equal(first.GetValue(name, BsonNull.Value), second.GetValue(name, BsonNull.Value));
            Assert.True(second.Contains("retriedStmtIds") || second.Contains("retriedStmtId"));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_bulk_write_that_is_repeated_is_done_once(bool restarted)
    {
        await using var server = await DurableServer.StartAsync();
        const string Command = "{bulkWrite: 1, ops: [{insert: 0, document: {_id: 1, n: 0}}, {update: 0, filter: {_id: 1}, updateMods: {$inc: {n: 1}}}, {update: 0, filter: {_id: 2}, updateMods: {$inc: {n: 1}}, upsert: true}, {delete: 0, filter: {_id: 3}}], nsInfo: [{ns: 'test.c'}], txnNumber: NumberLong(%)}";

        var first = await RunAsync(server, "admin", Command, 7);
        var content = await ContentAsync(server);
        if (restarted)
            await server.RestartAsync();
        var second = await RunAsync(server, "admin", Command, 7);

        Assert.Equal(content, await ContentAsync(server));
        foreach (var name in (string[])["nInserted", "nMatched", "nModified", "nUpserted", "nDeleted"])
            Assert.Equal(first[name], second[name]);
        Assert.Equal(first["cursor"]["firstBatch"], second["cursor"]["firstBatch"]);
    }

    [Fact]
    public async Task A_number_that_was_passed_stays_refused_after_a_restart()
    {
        await using var server = await DurableServer.StartAsync();
        await RunAsync(server, "test", "{insert: 'c', documents: [{_id: 1}], txnNumber: NumberLong(%)}", 5);
        await server.RestartAsync();

        var reply = await RunAsync(server, "test", "{insert: 'c', documents: [{_id: 2}], txnNumber: NumberLong(%)}", 4);

        Assert.Equal("TransactionTooOld", reply["codeName"].AsString);
    }

    [Fact]
    public async Task A_commit_that_is_repeated_after_a_restart_is_answered()
    {
        await using var server = await DurableServer.StartAsync();
        await RunAsync(server, "test", "{insert: 'c', documents: [{_id: 1}], startTransaction: true, autocommit: false, txnNumber: NumberLong(%)}", 1);
        await RunAsync(server, "admin", "{commitTransaction: 1, autocommit: false, txnNumber: NumberLong(%)}", 1);
        await server.RestartAsync();

        var again = await RunAsync(server, "admin", "{commitTransaction: 1, autocommit: false, txnNumber: NumberLong(%)}", 1);

        Assert.Equal(1, again["ok"].ToInt32());
        Assert.Single(await ContentAsync(server));
    }

    private async Task<BsonDocument> RunAsync(DurableServer server, string database, string command, int number)
    {
        var document = BsonDocument.Parse(command.Replace("%", $"{number}", StringComparison.Ordinal));
        document.Add("lsid", new BsonDocument("id", _session));
        using var client = new WireClient(server.Port);
        return await client.RunAsync(database, document);
    }

    private static Task<List<BsonDocument>> ContentAsync(DurableServer server) => server.Database.GetCollection<BsonDocument>("c").Find("{}").ToListAsync();
}
