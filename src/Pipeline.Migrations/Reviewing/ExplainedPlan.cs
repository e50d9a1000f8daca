using MongoDB.Bson;

namespace Pipeline.Migrations.Reviewing;

/// <summary>What matters of an explain's winning plan. Both engines' shapes are read, and a sharded cluster's.</summary>
internal sealed record ExplainedPlan(BsonDocument Winning, IReadOnlyList<string> Stages, IReadOnlyList<string> Indexes, bool ScansWholeIndex)
{
    private static readonly string[] s_everything = ["[MinKey, MaxKey]", "[MaxKey, MinKey]"];

    public bool ScansCollection => Stages.Contains("COLLSCAN");

    public bool SortsInMemory => Stages.Contains("SORT");

    /// <summary>The collection isn't there, so there is nothing to plan.</summary>
    public bool IsEmpty => Stages.Contains("EOF");

    public static ExplainedPlan Of(BsonDocument explain)
    {
        var planner = explain["queryPlanner"].AsBsonDocument;
        var winning = planner["winningPlan"].AsBsonDocument;
        // The slot-based engine keeps the plan as planned under queryPlan.
        winning = winning.GetValue("queryPlan", winning).AsBsonDocument;
        var stages = new List<string>();
        var indexes = new List<string>();
        var bounds = new List<BsonDocument>();
        Walk(winning, stages, indexes, bounds);
        return new ExplainedPlan(winning, stages, indexes, bounds.Any(IsEverything));
    }

    private static bool IsEverything(BsonDocument bounds) =>
        bounds.ElementCount > 0 && bounds[0] is BsonArray { Count: 1 } first && s_everything.Contains(first[0].AsString);

    private static void Walk(BsonDocument stage, List<string> stages, List<string> indexes, List<BsonDocument> bounds)
    {
        if (stage.TryGetValue("stage", out var name))
            stages.Add(name.AsString);
        // IDHACK and the express plans go by _id without naming an index.
        if (stage.TryGetValue("indexName", out var index))
            indexes.Add(index.AsString);
        else if (name is BsonString { Value: "IDHACK" or "EXPRESS_IXSCAN" or "CLUSTERED_IXSCAN" })
            indexes.Add("_id_");

        if (stage.TryGetValue("indexBounds", out var limits))
            bounds.Add(limits.AsBsonDocument);
        foreach (var child in new[] { "inputStage", "outerStage", "innerStage", "queryPlan", "winningPlan" })
        {
            if (stage.TryGetValue(child, out var value))
                Walk(value.AsBsonDocument, stages, indexes, bounds);
        }

        foreach (var children in new[] { "inputStages", "shards" })
        {
            foreach (var child in stage.TryGetValue(children, out var values) ? values.AsBsonArray : [])
                Walk(child.AsBsonDocument, stages, indexes, bounds);
        }
    }
}
