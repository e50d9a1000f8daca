using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Expressions;

namespace Pipeline.Embedded.MongoDB.Aggregating;

/// <summary><c>$merge</c>.</summary>
internal sealed class MergeStage(MergeSpecification merge, PipelineOptions options) : Stage
{
    public override StageTraits Traits => StageTraits.Writes | StageTraits.NotInFacet | StageTraits.NotInSubpipeline;

    public MergeSpecification Merge => merge;

    public static MergeStage Parse(BsonDocument specification, PipelineOptions options)
    {
        var merge = MergeSpecification.Parse(specification[0], options);
        var stage = new MergeStage(merge, options) { Specification = specification };
        if (merge.Pipeline is not null)
            stage.Bind(merge.Let.Select(variable => (variable.Name, (BsonValue?)null)));
        return stage;
    }

    public override IEnumerable<BsonDocument> Run(IEnumerable<BsonDocument> input, IPipelineServer server)
    {
        var (database, collection) = merge.Into;
        var isById = merge.On is ["_id"];
        if (!isById && !server.Writer.HasUniqueIndex(database, collection, [.. merge.On]))
            throw new CommandException(51183, "Cannot find index to verify that join fields will be unique");

        foreach (var document in input)
            Write(merge.On.Contains("_id") ? OutStage.WithId(document) : document, server);
        return [];
    }

    private void Write(BsonDocument document, IPipelineServer server)
    {
        var writer = server.Writer;
        var (database, collection) = merge.Into;
        if (merge.WhenMatched == "fail")
        {
            // Inserting fails by itself where a document with the same fields is there.
            writer.Insert(database, collection, OutStage.WithId(document));
            return;
        }

        if (writer.FindOne(database, collection, FilterFor(document)) is not { } existing)
            WriteNew(document, server);
        else if (merge.WhenMatched != "keepExisting")
            writer.Replace(database, collection, existing["_id"], KeepingId(Merged(existing, document, server), existing["_id"]));
    }

    private void WriteNew(BsonDocument document, IPipelineServer server)
    {
        if (merge.WhenNotMatched == "fail")
            throw new CommandException(13113, "$merge could not find a matching document in the target collection for at least one document in the source collection");
        if (merge.WhenNotMatched == "insert")
            server.Writer.Insert(merge.Into.Database, merge.Into.Collection, OutStage.WithId(document));
    }

    private BsonDocument FilterFor(BsonDocument document)
    {
        var equalities = new BsonArray();
        foreach (var field in merge.On)
        {
            var value = DocumentPath.Get(document, field.Split('.'));
            if (value is BsonArray)
                throw new CommandException(51185, $"$merge write error: 'on' field '{field}' cannot be an array");
            if (Numbers.IsNullish(value))
                throw new CommandException(51132, $"$merge write error: 'on' field '{field}' cannot be missing, null, undefined or an array");
            equalities.Add(new BsonDocument(field, new BsonDocument("$eq", value)));
        }

        return equalities.Count == 1 ? equalities[0].AsBsonDocument : new BsonDocument("$and", equalities);
    }

    private BsonDocument Merged(BsonDocument existing, BsonDocument document, IPipelineServer server)
    {
        switch (merge.WhenMatched)
        {
            case "replace":
                return document;
            case "merge":
                var merged = new BsonDocument(existing);
                foreach (var element in document)
                    merged.Set(element.Name, element.Value);
                return merged;
            default:
                var scope = new EvaluationScope(document, options.Evaluation);
                return Bind(merge.Let.Select(variable => (variable.Name, variable.Value.Evaluate(scope)))).Run([existing], server).Single();
        }
    }

    private static BsonDocument KeepingId(BsonDocument document, BsonValue id)
    {
        var kept = document.Contains("_id") ? document : new BsonDocument("_id", id).Merge(document);
        if (kept["_id"] != id)
            throw new CommandException(ServerError.ImmutableField, "$merge failed to update the matching document, did you attempt to modify the _id or the shard key? :: caused by :: Performing an update on the path '_id' would modify the immutable field '_id'");
        return OutStage.WithId(kept);
    }

    private AggregationPipeline Bind(IEnumerable<(string Name, BsonValue? Value)> variables)
    {
        var let = options.Evaluation.Let;
        foreach (var (name, value) in variables)
            let = let.SetItem(name, value ?? BsonUndefined.Value);
        var pipeline = AggregationPipeline.Parse(merge.Pipeline!, options with { Evaluation = options.Evaluation with { Let = let } });
        foreach (var stage in pipeline.Stages)
        {
            if (stage.Name is not ("$addFields" or "$set" or "$project" or "$unset" or "$replaceRoot" or "$replaceWith"))
                throw new CommandException(ServerError.InvalidOptions, $"{stage.Name} is not allowed to be used within an update");
        }

        return pipeline;
    }
}
