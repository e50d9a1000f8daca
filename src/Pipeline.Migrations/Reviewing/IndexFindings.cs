using MongoDB.Bson;

namespace Pipeline.Migrations.Reviewing;

/// <summary>What is to be said of a database's indexes. Pure.</summary>
internal static class IndexFindings
{
    /// <summary>Options that make an index more than its fields: one that has them isn't replaced by another.</summary>
    private static readonly string[] s_special = ["unique", "sparse", "partialFilterExpression", "expireAfterSeconds", "hidden"];

    public static IReadOnlyList<IndexFinding> Of(IReadOnlyList<IndexUsage> indexes, IReadOnlyList<QueryShapeResult> queries)
    {
        var needed = queries.Where(x => x.IsSound).Select(x => (x.Shape.Collection, x.Index)).ToHashSet();
        return
        [
            .. queries.Where(x => !x.IsSound).Select(x => new IndexFinding(IndexFindingKind.Missing, x.Shape.Collection, null, x.Message)),
            .. indexes.Where(x => x.Name != "_id_").Select(x => Redundant(x, indexes)).OfType<IndexFinding>(),
            .. indexes.Where(x => x is { Uses: 0 } && x.Name != "_id_").Select(x => Unused(x, needed.Contains((x.Collection, x.Name)))),
        ];
    }

    private static IndexFinding Unused(IndexUsage index, bool isNeeded)
    {
        var keeps = isNeeded ? " A declared query uses it, though; the application may not have made that yet."
            : index.Definition.GetValue("unique", false).ToBoolean() ? " It is unique, so it also keeps duplicates out."
            : index.Definition.Contains("expireAfterSeconds") ? " It also lets documents expire."
            : " Hide it first; if nothing becomes slow, drop it.";
        return new IndexFinding(IndexFindingKind.Unused, index.Collection, index.Name, $"Index {index.Name} on {index.Collection} ({Size(index)}) wasn't used by a query since {index.Since:u}. Each member of a replica set counts by itself, from its start on.{keeps}");
    }

    private static IndexFinding? Redundant(IndexUsage index, IReadOnlyList<IndexUsage> all)
    {
        if (s_special.Any(index.Definition.Contains))
            return null;
        var wider = all.FirstOrDefault(x => x.Collection == index.Collection && x.Name != index.Name && Covers(x, index));
        return wider is null ? null : new IndexFinding(IndexFindingKind.Redundant, index.Collection, index.Name, $"Index {index.Name} on {index.Collection} ({Size(index)}) is the beginning of {wider.Name}, which serves the same queries. Drop {index.Name}.");
    }

    /// <summary>Whether an index serves every query that another one does: its first fields are the other's, in the same or all in the opposite order.</summary>
    private static bool Covers(IndexUsage wider, IndexUsage index)
    {
        var definition = wider.Definition;
        if (definition.Contains("sparse") || definition.Contains("partialFilterExpression") || definition.Contains("hidden"))
            return false;
        if (definition.GetValue("collation", BsonNull.Value) != index.Definition.GetValue("collation", BsonNull.Value))
            return false;

        var first = index.Definition["key"].AsBsonDocument.ToList();
        var second = definition["key"].AsBsonDocument.Take(first.Count).ToList();
        if (second.Count < first.Count || definition["key"].AsBsonDocument.ElementCount == first.Count && string.CompareOrdinal(wider.Name, index.Name) > 0)
            return false;
        return first.Zip(second).All(x => x.First.Name == x.Second.Name && x.First.Value == x.Second.Value)
            || first.Zip(second).All(x => x.First.Name == x.Second.Name && x.First.Value.IsNumeric && x.Second.Value.IsNumeric && x.First.Value.ToInt32() == -x.Second.Value.ToInt32());
    }

    private static string Size(IndexUsage index) => index.SizeBytes is { } bytes ? FormattableString.Invariant($"{bytes / 1048576.0:0.##} MiB") : "size unknown";
}
