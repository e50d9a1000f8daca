using MongoDB.Bson;
using MongoDB.Driver;
using Xunit.Abstractions;

namespace Pipeline.Contracts.MongoDB;

/// <summary>What a lock with a lease on the server's clock is made of: findAndModify with a condition.</summary>
public abstract class LeaseContract(IMongoServerUnderTest server, ITestOutputHelper output) : MongoContract(server, output)
{
    [Fact]
    public async Task The_first_one_gets_it_the_next_one_a_duplicate_key()
    {
        var first = await RunAsync(Acquire("a", seconds: 60));

        Assert.False(first["lastErrorObject"]["updatedExisting"].AsBoolean);
        Assert.Equal((1, "lock"), (first["lastErrorObject"]["n"].AsInt32, first["lastErrorObject"]["upserted"].AsString));
        Assert.Equal(("a", 1), (first["value"]["holder"].AsString, first["value"]["fence"].ToInt32()));
        var error = await FailAsync(Acquire("b", seconds: 60), 11000, "DuplicateKey");
        Equal("{ _id: 1 }", error["keyPattern"]);
        Equal("{ _id: 'lock' }", error["keyValue"]);
    }

    [Fact]
    public async Task One_that_has_run_out_is_taken_over_with_a_higher_fence()
    {
        await RunAsync(Acquire("a", seconds: -1));

        var second = await RunAsync(Acquire("b", seconds: 60));

        Assert.True(second["lastErrorObject"]["updatedExisting"].AsBoolean);
        Assert.Equal(("b", 2), (second["value"]["holder"].AsString, second["value"]["fence"].ToInt32()));
    }

    [Fact]
    public async Task Who_has_lost_it_can_not_renew_it()
    {
        await RunAsync(Acquire("a", seconds: 60));

        var mine = await RunAsync("{ findAndModify: 'c', query: { _id: 'lock', holder: 'a', fence: 1 }, update: [{ $set: { until: { $dateAdd: { startDate: '$$NOW', unit: 'second', amount: 90 } } } }], new: true, fields: { holder: 1 } }");
        var other = await RunAsync("{ findAndModify: 'c', query: { _id: 'lock', holder: 'b' }, update: [{ $set: { until: '$$NOW' } }], new: true }");

        Equal("{ _id: 'lock', holder: 'a' }", mine["value"]);
        Assert.Equal(BsonNull.Value, other["value"]);
        Equal("{ n: 0, updatedExisting: false }", other["lastErrorObject"]);
    }

    [Fact]
    public async Task Of_ten_at_once_exactly_one_gets_it()
    {
        var replies = await Task.WhenAll(Enumerable.Range(0, 10).Select(async x =>
        {
            try
            {
                return (await RunAsync(Acquire($"h{x}", seconds: 60)))["value"]["holder"].AsString;
            }
            catch (MongoCommandException exception) when (exception.Code == 11000)
            {
                return null;
            }
        }));

        var holder = Assert.Single(replies.OfType<string>());
        Assert.Equal(holder, Assert.Single(await FindAsync())["holder"]);
    }

    private static string Acquire(string holder, int seconds) => $$"""
        {
            findAndModify: 'c',
            query: { _id: 'lock', $expr: { $lte: ['$until', '$$NOW'] } },
            update: [{ $set: { holder: '{{holder}}', fence: { $add: [{ $ifNull: ['$fence', 0] }, 1] }, until: { $dateAdd: { startDate: '$$NOW', unit: 'second', amount: {{seconds}} } } } }],
            upsert: true,
            new: true
        }
        """;
}
