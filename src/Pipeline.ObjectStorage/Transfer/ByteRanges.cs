namespace Pipeline.ObjectStorage.Transfer;

/// <summary>What a range means for an object of a size.</summary>
internal static class ByteRanges
{
    public static void Check(ByteRange? range)
    {
        if (range is { } given && (given.From < 0 || given.To < given.From))
            throw new ArgumentOutOfRangeException(nameof(range), $"The range {given.From}-{given.To} has no bytes: it begins at 0 or later, and ends where it begins or later.");
    }

    /// <summary>The range with both ends, inside the object; null for the whole.</summary>
    public static ByteRange? Within(ByteRange? range, string key, long lengthBytes) => range switch
    {
        null => null,
        { } given when given.From >= lengthBytes => throw new ObjectRangeException(key, given.From, lengthBytes),
        { } given => new ByteRange(given.From, Math.Min(given.To ?? long.MaxValue, lengthBytes - 1)),
    };
}
