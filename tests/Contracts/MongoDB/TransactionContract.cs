using MongoDB.Bson;
using MongoDB.Driver;
using Xunit.Abstractions;

namespace Pipeline.Contracts.MongoDB;

/// <summary>Transactions: all or nothing, on a snapshot, and the first writer wins.</summary>
public abstract class TransactionContract(IMongoServerUnderTest server, ITestOutputHelper output) : MongoContract(server, output)
{
    [Fact]
    public async Task What_was_written_is_seen_by_others_after_the_commit()
    {
        await InsertAsync("{ _id: 1, a: 1 }");
        using var session = await Server.Client.StartSessionAsync();
        session.StartTransaction(new TransactionOptions(writeConcern: WriteConcern.WMajority));

        await Collection.UpdateOneAsync(session, "{ _id: 1 }", "{ $set: { a: 2 } }");
        await Collection.InsertOneAsync(session, new BsonDocument("_id", 2));
        var (within, outside) = (await Collection.Find(session, "{}").ToListAsync(), await FindAsync());
        await session.CommitTransactionAsync();

        Assert.Equal(2, within.Count);
        Equal("[{ _id: 1, a: 1 }]", new BsonArray(outside));
        Equal("[{ _id: 1, a: 2 }, { _id: 2 }]", new BsonArray(await FindAsync()));
    }

    [Fact]
    public async Task What_was_aborted_has_not_been()
    {
        await InsertAsync("{ _id: 1 }");
        using var session = await Server.Client.StartSessionAsync();
        session.StartTransaction();

        await Collection.DeleteOneAsync(session, "{ _id: 1 }");
        await session.AbortTransactionAsync();

        Assert.Single(await FindAsync());
    }

    [Fact]
    public async Task It_reads_the_snapshot_that_it_began_with()
    {
        await InsertAsync("{ _id: 1, a: 1 }");
        using var session = await Server.Client.StartSessionAsync();
        session.StartTransaction(new TransactionOptions(readConcern: ReadConcern.Snapshot));
        await Collection.Find(session, "{}").ToListAsync();

        await Collection.UpdateOneAsync("{ _id: 1 }", "{ $set: { a: 2 } }");
        await InsertAsync("{ _id: 2 }");

        Equal("[{ _id: 1, a: 1 }]", new BsonArray(await Collection.Find(session, "{}").ToListAsync()));
        await session.CommitTransactionAsync();
    }

    [Fact]
    public async Task The_second_writer_of_a_document_gets_a_conflict_that_may_be_tried_again()
    {
        await InsertAsync("{ _id: 1, a: 1 }");
        using var first = await Server.Client.StartSessionAsync();
        using var second = await Server.Client.StartSessionAsync();
        first.StartTransaction();
        second.StartTransaction();
        await Collection.UpdateOneAsync(first, "{ _id: 1 }", "{ $inc: { a: 1 } }");

        var error = await Assert.ThrowsAnyAsync<MongoCommandException>(() => Collection.FindOneAndUpdateAsync(second, "{ _id: 1 }", Builders<BsonDocument>.Update.Inc("a", 1)));
        await first.CommitTransactionAsync();

        Assert.Equal((112, "WriteConflict"), (error.Code, error.CodeName));
        Assert.True(error.HasErrorLabel("TransientTransactionError"));
        await FailAsync(Database.RunCommandAsync<BsonDocument>(second, new BsonDocument("find", "c")), 251, "NoSuchTransaction");
        Equal("[{ _id: 1, a: 2 }]", new BsonArray(await FindAsync()));
    }

    [Fact]
    public async Task The_driver_tries_it_again_until_it_is_done()
    {
        await InsertAsync("{ _id: 1, a: 0 }");

        await Task.WhenAll(Enumerable.Range(0, 5).Select(async _ =>
        {
            using var session = await Server.Client.StartSessionAsync();
            await session.WithTransactionAsync(async (transaction, cancellationToken) =>
            {
                var value = (await Collection.Find(transaction, "{ _id: 1 }").SingleAsync(cancellationToken))["a"].AsInt32;
                await Collection.UpdateOneAsync(transaction, "{ _id: 1 }", Builders<BsonDocument>.Update.Set("a", value + 1), cancellationToken: cancellationToken);
                return true;
            });
        }));

        Equal("[{ _id: 1, a: 5 }]", new BsonArray(await FindAsync()));
    }

    [Fact]
    public async Task Collections_and_indexes_are_made_in_one()
    {
        using var session = await Server.Client.StartSessionAsync();
        session.StartTransaction();

        await Database.CreateCollectionAsync(session, "c");
        await Collection.Indexes.CreateOneAsync(session, new CreateIndexModel<BsonDocument>("{ a: 1 }"));
        await Collection.InsertOneAsync(session, new BsonDocument("_id", 1));
        var before = await (await Database.ListCollectionNamesAsync()).ToListAsync();
        await session.CommitTransactionAsync();

        Assert.Empty(before);
        Assert.Equal(2, (await (await Collection.Indexes.ListAsync()).ToListAsync()).Count);
        Assert.Single(await FindAsync());
    }

    [Fact]
    public async Task An_error_in_it_ends_it()
    {
        await InsertAsync("{ _id: 1 }");
        using var session = await Server.Client.StartSessionAsync();
        session.StartTransaction();
        await Collection.InsertOneAsync(session, new BsonDocument("_id", 2));

        await Assert.ThrowsAsync<MongoWriteException>(() => Collection.InsertOneAsync(session, new BsonDocument("_id", 1)));
        await FailAsync(session.CommitTransactionAsync(), 251, "NoSuchTransaction");

        Assert.Single(await FindAsync());
    }

    [Fact]
    public async Task Counting_in_one_is_refused_with_what_to_do_instead()
    {
        await InsertAsync("{ _id: 1 }");
        using var session = await Server.Client.StartSessionAsync();
        session.StartTransaction();

        var error = await FailAsync(Database.RunCommandAsync<BsonDocument>(session, new BsonDocument("count", "c")), 263, "OperationNotSupportedInTransaction");

        Assert.StartsWith("Cannot run 'count' in a multi-document transaction.", error["errmsg"].AsString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plain_write_waits_for_the_transaction_in_its_way()
    {
        await InsertAsync("{ _id: 1, a: 1 }");
        using var session = await Server.Client.StartSessionAsync();
        session.StartTransaction();
        await Collection.UpdateOneAsync(session, "{ _id: 1 }", "{ $set: { a: 10 } }");

        var plain = Collection.UpdateOneAsync("{ _id: 1 }", "{ $inc: { a: 1 } }");
        await session.CommitTransactionAsync();
        await plain;

        Equal("[{ _id: 1, a: 11 }]", new BsonArray(await FindAsync()));
    }
}
