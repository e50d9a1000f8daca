namespace Pipeline.Embedded.MongoDB.Sessions;

/// <summary>A plain write has met a document, key or collection that an open transaction has: it waits until that has ended, then tries again.</summary>
internal sealed class BlockedException(Task until) : Exception("An open transaction has what is to be written.")
{
    public Task Until { get; } = until;
}
