namespace Pipeline.Embedded.MongoDB.Updates;

/// <summary>The order in which fields are updated, and so created: numbers by their value and before names, names by their bytes.</summary>
/// <remarks>Source: https://www.mongodb.com/docs/manual/reference/operator/update/#behavior.</remarks>
internal sealed class FieldNameOrder : IComparer<string>
{
    private FieldNameOrder()
    {
    }

    public static FieldNameOrder Instance { get; } = new();

    public int Compare(string? x, string? y)
    {
        var left = UpdateContext.ArrayPosition(x!);
        var right = UpdateContext.ArrayPosition(y!);
        return (left, right) switch
        {
            (null, null) => string.CompareOrdinal(x, y),
            ({ } position, { } other) => position.CompareTo(other),
            (null, _) => 1,
            _ => -1,
        };
    }
}
