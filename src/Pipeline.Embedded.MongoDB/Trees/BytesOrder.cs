namespace Pipeline.Embedded.MongoDB.Trees;

/// <summary>Encoded index keys: byte by byte, a prefix before what it starts.</summary>
internal readonly struct BytesOrder : IComparer<byte[]>
{
    public int Compare(byte[]? x, byte[]? y) => x.AsSpan().SequenceCompareTo(y);
}
