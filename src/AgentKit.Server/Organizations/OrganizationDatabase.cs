using MongoDB.Driver;

namespace AgentKit.Server.Organizations;

/// <summary>
/// The database as one organisation sees it, and the one place where queries are narrowed to it. A request's service is that of its caller.
/// </summary>
internal sealed class OrganizationDatabase(IMongoDatabase database, string organizationId)
{
    private static readonly TransactionOptions Options = new(ReadConcern.Snapshot, ReadPreference.Primary, WriteConcern.WMajority);

    // The driver would try for two minutes, which is longer than anybody waits.
    private static readonly TimeSpan LongestTransaction = TimeSpan.FromSeconds(30);

    public string OrganizationId { get; } = organizationId;

    /// <summary>The transaction that runs; null outside of one.</summary>
    public IClientSessionHandle? Session { get; private set; }

    public OrganizationCollection<T> Collection<T>(string name)
        where T : class, IOrganizationDocument => new(database.GetCollection<T>(name), this);

    /// <summary>
    /// Changes that are all made or none: whatever <paramref name="work"/> does with this database's collections, whoever holds them. It may be carried out
    /// anew (after a conflict, or when another server takes over), so it does nothing else. It isn't ended by a caller who hangs up, only by time.
    /// </summary>
    /// <exception cref="TimeoutException">It took too long. Whether the changes were made isn't known.</exception>
    public async Task<T> InTransactionAsync<T>(Func<CancellationToken, Task<T>> work)
    {
        if (Session is not null)
            throw new InvalidOperationException("A transaction was to begin within another. Do both things in the outer one.");

        using var bounded = new CancellationTokenSource(LongestTransaction);
        using var session = await database.Client.StartSessionAsync(cancellationToken: bounded.Token);
        Session = session;
        try
        {
            return await session.WithTransactionAsync((_, cancellationToken) => work(cancellationToken), Options, bounded.Token);
        }
        catch (OperationCanceledException error) when (bounded.IsCancellationRequested)
        {
            throw new TimeoutException($"A transaction took longer than {LongestTransaction.TotalSeconds} s.", error);
        }
        finally
        {
            Session = null;
        }
    }
}
