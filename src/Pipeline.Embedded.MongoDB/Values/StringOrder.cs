namespace Pipeline.Embedded.MongoDB.Values;

/// <summary>
/// Strings in the order of their UTF-8 bytes, as MongoDB compares them. UTF-16's own order differs where a surrogate pair meets a
/// character from U+E000 on.
/// </summary>
internal static class StringOrder
{
    public static int Compare(string left, string right)
    {
        var common = left.AsSpan().CommonPrefixLength(right);
        if (common == left.Length || common == right.Length)
            return left.Length.CompareTo(right.Length);

        return Weight(left[common]) - Weight(right[common]);
    }

    private static int Weight(char unit) => char.IsSurrogate(unit) ? unit + 0x10000 : unit;
}
