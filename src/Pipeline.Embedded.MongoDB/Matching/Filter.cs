using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Matching;

/// <summary>A parsed query, immutable and usable by many threads at once.</summary>
internal sealed class Filter
{
    private Filter(FilterNode root) => Root = root;

    public FilterNode Root { get; }

    public static Filter Parse(BsonDocument query, FilterOptions options) => new(new FilterParser(options).ParseQuery(query));

    public static Filter Parse(BsonDocument query) => Parse(query, FilterOptions.None);

    public bool Matches(BsonDocument document) => Root.Matches(document, null);

    /// <param name="document">The document.</param>
    /// <param name="positionalIndex">The position of the array element that matched, which the positional <c>$</c> stands for; <see langword="null"/> where no array was matched by an element.</param>
    public bool Matches(BsonDocument document, out string? positionalIndex)
    {
        var details = new MatchDetails();
        var matches = Root.Matches(document, details);
        positionalIndex = matches ? details.Index : null;
        return matches;
    }
}
