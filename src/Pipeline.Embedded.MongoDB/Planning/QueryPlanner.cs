using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Expressions;
using Pipeline.Embedded.MongoDB.Indexing;
using Pipeline.Embedded.MongoDB.Matching;
using Pipeline.Embedded.MongoDB.Storage;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Planning;

/// <summary>Chooses how a query gets at its documents: what each index would have to look at is counted, up to a limit.</summary>
internal static class QueryPlanner
{
    /// <summary>An index that has this many entries to look at is as good as any other of that kind.</summary>
    private const int CountLimit = 1000;

    public static QueryPlan Plan(CollectionState collection, Query query)
    {
        if (query.Filter.Root is AlwaysFalse)
            return new NoDocuments();
        if (query.Hint is { } hint)
            return Hinted(collection, query, hint);
        if (query.IsNatural)
            return new CollectionScan(IsBackward(query.Sort!));

        var predicates = PathPredicate.Of(query.Filter.Root);
        var candidates = collection.Indexes
            .Where(x => !x.Definition.IsHidden)
            .Select(x => Candidate(x, query, predicates))
            .OfType<IndexScan>()
            .ToArray();
        if (candidates.Length == 0)
            return Union(collection, query) ?? (QueryPlan)new CollectionScan(IsBackward: false);
        if (candidates.Length == 1)
            return candidates[0];
        return candidates
            .Select(x => (Scan: x, Cost: Cost(x, query)))
            .OrderBy(x => x.Cost)
            .ThenByDescending(x => x.Scan.IsSorted)
            .ThenByDescending(x => x.Scan.Bounds.BoundedFields)
            .ThenBy(x => x.Scan.Index.Definition.Fields.Count)
            .First().Scan;
    }

    /// <summary>Entries to look at; documents that have to be sorted count for more, and a sorted scan ends at the query's limit.</summary>
    private static double Cost(IndexScan scan, Query query)
    {
        var count = scan.Count(CountLimit);
        if (query.SortPattern is null)
            return count;
        if (!scan.IsSorted)
            return count * 2.0;
        return scan.IsExact && query.Limit is { } limit ? Math.Min(count, limit + query.Skip) : count;
    }

    private static IndexScan? Candidate(IndexState index, Query query, IReadOnlyList<PathPredicate> predicates)
    {
        if (!PartialCoverage.Covers(index.Definition, query.Collation, query.Filter.Root, predicates))
            return null;
        var scan = Scan(index, query, predicates);
        return scan.Bounds.BoundedFields > 0 || (scan.IsSorted && query.SortPattern is not null) ? scan : null;
    }

    private static IndexScan Scan(IndexState index, Query query, IReadOnlyList<PathPredicate> predicates)
    {
        var used = new HashSet<PathPredicate>();
        var exact = !index.IsMultikey;
        var fields = new FieldBounds?[index.Definition.Fields.Count];
        for (var i = 0; i < fields.Length; i++)
        {
            foreach (var predicate in predicates.Where(x => x.Path == index.Definition.Fields[i].Path.Text))
            {
                if (MissesPositions(index.Definition.Paths[i], predicate.Predicate) || FieldBounds.Of(predicate.Predicate, index.Definition.Collation, query.Collation) is not { } bounds)
                    continue;
                if (fields[i] is null)
                    fields[i] = bounds;
                else if (!index.IsMultikey)
                    fields[i] = fields[i]!.Intersect(bounds);
                else if (!fields[i]!.ArePoints && bounds.ArePoints)
                    fields[i] = bounds;
                if (predicate.IsWhole && bounds.IsExact)
                    used.Add(predicate);
            }
        }

        var all = IndexBounds.Of(index.Definition, fields);
        exact &= PathPredicate.Conjuncts(query.Filter.Root) is var conjuncts
            && conjuncts.All(x => x is AlwaysTrue || (x is PathNode node && used.Any(y => ReferenceEquals(y.Predicate, node.Predicate))))
            && used.All(x => IsBounded(x, index.Definition, all));
        var (isSorted, isBackward) = SortOf(index, all, query);
        return new IndexScan(index, all, isBackward) { IsSorted = isSorted, IsExact = exact && !query.NeedsPosition };
    }

    /// <summary>
    /// Of <c>a.0</c> the index has the first element. A filter that null satisfies also takes elements that have no field <c>0</c>.
    /// </summary>
    private static bool MissesPositions(FieldPath path, Predicate predicate) =>
        Enumerable.Range(0, path.Length).Any(x => path.PositionAt(x) >= 0) && predicate.MatchesValue(null, null);

    private static bool IsBounded(PathPredicate predicate, IndexDefinition index, IndexBounds bounds)
    {
        for (var i = 0; i < bounds.BoundedFields; i++)
        {
            if (index.Fields[i].Path.Text == predicate.Path)
                return true;
        }

        return false;
    }

    /// <summary>Whether the index's order, forward or backward, is the query's. Fields that have one value don't matter.</summary>
    private static (bool IsSorted, bool IsBackward) SortOf(IndexState index, IndexBounds bounds, Query query)
    {
        if (query.Sort is not { ElementCount: > 0 } sort)
            return (true, false);
        if (!Equals(index.Definition.Collation, query.Collation))
            return (false, false);

        var fields = index.Definition.Fields;
        var constant = index.IsMultikey ? [] : fields.Take(bounds.SinglePoints).Select(x => x.Path.Text).ToHashSet();
        var wanted = sort.Where(x => !constant.Contains(x.Name)).ToArray();
        var position = 0;
        bool? isBackward = null;
        foreach (var element in wanted)
        {
            while (position < fields.Count && constant.Contains(fields[position].Path.Text))
                position++;
            // Bounds on a field with arrays leave out elements that the order may go by.
            if (position == fields.Count || fields[position].Path.Text != element.Name || (index.IsMultikey && bounds.BoundedFields > 0))
                return (false, false);
            var reversed = fields[position].IsDescending != SortPattern.Direction(element.Value) < 0;
            if (isBackward is { } direction && direction != reversed)
                return (false, false);
            isBackward = reversed;
            position++;
        }

        return (true, isBackward ?? false);
    }

    private static UnionOfScans? Union(CollectionState collection, Query query)
    {
        if (PathPredicate.Conjuncts(query.Filter.Root).OfType<OrNode>().FirstOrDefault() is not { } or)
            return null;

        var scans = new List<IndexScan>();
        foreach (var branch in or.Children)
        {
            var predicates = PathPredicate.Of(branch);
            var best = collection.Indexes
                .Where(x => !x.Definition.IsHidden && PartialCoverage.Covers(x.Definition, query.Collation, branch, predicates))
                .Select(x => Scan(x, query with { Sort = null }, predicates))
                .Where(x => x.Bounds.BoundedFields > 0)
                .OrderBy(x => x.Count(CountLimit))
                .FirstOrDefault();
            if (best is null)
                return null;
            scans.Add(best with { IsExact = false });
        }

        return new UnionOfScans(scans) { IsSorted = query.Sort is not { ElementCount: > 0 } };
    }

    private static QueryPlan Hinted(CollectionState collection, Query query, BsonValue hint)
    {
        if (hint is BsonDocument { ElementCount: > 0 } natural && natural.GetElement(0).Name == "$natural")
            return new CollectionScan(IsBackward(natural)) { IsSorted = query.Sort is not { ElementCount: > 0 } };

        var index = hint switch
        {
            BsonString { Value: var name } => collection.Index(name),
            BsonDocument key => collection.Indexes.FirstOrDefault(x => x.Definition.Key.Equals(key)),
            _ => throw new CommandException(ServerError.FailedToParse, "Hint must be a string or an object"),
        };
        if (index is null || index.Definition.IsHidden)
            throw BadHint(collection, "hint provided does not correspond to an existing index");
        if (query.Min is not null || query.Max is not null)
            return Between(index, query);

        return Scan(index, query, PathPredicate.Of(query.Filter.Root));
    }

    /// <summary><c>min</c> and <c>max</c>: bounds in the words of the index's keys.</summary>
    private static IndexScan Between(IndexState index, Query query)
    {
        var range = new KeyRange(Key(query.Min) ?? [], Key(query.Max));
        var bounds = new IndexBounds
        {
            Ranges = [range],
            BoundedFields = index.Definition.Fields.Count,
            SinglePoints = 0,
            Description = new BsonDocument { { "min", (BsonValue?)query.Min ?? BsonNull.Value }, { "max", (BsonValue?)query.Max ?? BsonNull.Value } },
        };
        var (isSorted, isBackward) = index.IsMultikey ? (query.Sort is null, false) : SortOf(index, bounds, query);
        return new IndexScan(index, bounds, isBackward) { IsSorted = isSorted };

        byte[]? Key(BsonDocument? given)
        {
            if (given is null)
                return null;
            if (!given.Names.SequenceEqual(index.Definition.Key.Names))
                throw new CommandException(51174, "The index chosen is not compatible with min/max");
            var writer = new KeyWriter(stackalloc byte[256], index.Definition.Collation);
            var field = 0;
            foreach (var value in given.Values)
                writer.Write(value, index.Definition.Fields[field++].IsDescending);
            return writer.ToArray();
        }
    }

    private static bool IsBackward(BsonDocument natural) => natural[0].IsNumeric && natural[0].ToDouble() < 0;

    private static CommandException BadHint(CollectionState collection, string message) =>
        new(ServerError.BadValue, $"error processing query: ns={collection.Namespace}: planner returned error :: caused by :: {message}");
}
