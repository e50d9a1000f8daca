namespace Pipeline.Embedded.MongoDB.Trees;

/// <summary>Record ids.</summary>
internal readonly struct NumberOrder : IComparer<long>
{
    public int Compare(long x, long y) => x.CompareTo(y);
}
