using MongoDB.Driver;

namespace Pipeline.Migrations.Running.Steps;

/// <summary>Transactions that see one state and survive a failover. The driver repeats them when the server asks to.</summary>
internal static class Transactions
{
    private static readonly TransactionOptions s_options = new(ReadConcern.Snapshot, ReadPreference.Primary, WriteConcern.WMajority);

    public static async Task<T> RunAsync<T>(IMongoClient client, Func<IClientSessionHandle, Task<T>> work, CancellationToken cancellationToken)
    {
        using var session = await client.StartSessionAsync(cancellationToken: cancellationToken);
        return await session.WithTransactionAsync((x, _) => work(x), s_options, cancellationToken);
    }
}
