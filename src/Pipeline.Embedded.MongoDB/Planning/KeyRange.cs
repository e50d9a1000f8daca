namespace Pipeline.Embedded.MongoDB.Planning;

/// <summary>Entries of an index from a key, included, to a key, not included.</summary>
internal sealed record KeyRange(byte[] Start, byte[]? End)
{
    public bool Holds(ReadOnlySpan<byte> key) => key.SequenceCompareTo(Start) >= 0 && (End is null || key.SequenceCompareTo(End) < 0);
}
