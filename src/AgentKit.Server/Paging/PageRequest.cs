namespace AgentKit.Server.Paging;

/// <summary>Which page is asked for.</summary>
/// <param name="Limit">How many at most.</param>
/// <param name="Cursor">Where the page before ended, as it was given out; null for the first.</param>
internal sealed record PageRequest(int Limit, string? Cursor)
{
    public const int DefaultLimit = 25;

    public const int MaxLimit = 100;

    /// <summary>Reads <c>limit</c> and <c>cursor</c>.</summary>
    public static PageRequest Read(QueryReader query) => new(query.WholeNumber("limit", 1, MaxLimit) ?? DefaultLimit, query.Text("cursor", 200));
}
