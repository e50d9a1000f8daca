namespace Pipeline.Embedded.MongoDB.Indexing;

/// <summary>How often an index answered a query since the server started or the index was built: <c>$indexStats</c>.</summary>
internal sealed class IndexUsage(DateTime since)
{
    private long _operations;

    public long Operations => Interlocked.Read(ref _operations);

    public DateTime Since { get; } = since;

    public void Count() => Interlocked.Increment(ref _operations);
}
