using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Aggregating;

/// <summary>The foreign side of <c>$lookup</c> where no index serves it, read once.</summary>
internal sealed class LookupHashTable
{
    private readonly LookupEquality _equality;
    private readonly Dictionary<BsonValue, List<int>> _positions;
    private readonly List<BsonDocument> _documents = [];

    public LookupHashTable(LookupEquality equality, IEnumerable<BsonDocument> foreign, BsonOrder order)
    {
        _equality = equality;
        _positions = new Dictionary<BsonValue, List<int>>(order);
        var path = FieldPath.Parse(equality.ForeignPath);
        foreach (var document in foreign)
        {
            var visitor = new Collector(this, _documents.Count);
            PathValues.Visit(document, path, expandLast: true, ref visitor);
            _documents.Add(document);
        }
    }

    /// <summary>In the collection's order, each once.</summary>
    public BsonArray Find(BsonDocument document)
    {
        var local = _equality.LocalValue(document);
        if (local is not BsonArray items)
            return Documents(PositionsOf(local));
        var positions = new SortedSet<int>();
        foreach (var item in items)
            positions.UnionWith(PositionsOf(item));
        return Documents(positions);
    }

    private BsonArray Documents(IEnumerable<int> positions) => new(positions.Select(position => _documents[position]));

    private List<int> PositionsOf(BsonValue value) => _positions.TryGetValue(value, out var positions) ? positions : [];

    private void Add(BsonValue value, int position)
    {
        if (!_positions.TryGetValue(value, out var positions))
            _positions.Add(value, positions = []);
        // The values of one document come together, so a repeated one is the last.
        if (positions.Count == 0 || positions[^1] != position)
            positions.Add(position);
    }

    private readonly struct Collector(LookupHashTable table, int document) : IPathVisitor
    {
        public bool Visit(BsonValue? value, int position)
        {
            table.Add(value ?? BsonNull.Value, document);
            return false;
        }
    }
}
