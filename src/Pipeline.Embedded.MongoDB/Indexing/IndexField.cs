namespace Pipeline.Embedded.MongoDB.Indexing;

/// <summary>One field of an index's key pattern.</summary>
internal sealed record IndexField(string Path, bool IsDescending)
{
    public string[] Parts { get; } = Path.Split('.');
}
