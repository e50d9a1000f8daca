using System.Collections.Frozen;
using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Expressions;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Aggregating;

/// <summary>Every stage by its name.</summary>
internal static class StageParsers
{
    private const string NoSearch = "Using $search and $vectorSearch aggregation stages requires additional configuration. "
        + "Please connect to Atlas or an AtlasCLI local deployment to enable. For more information on how to connect, see "
        + "https://dochub.mongodb.org/core/atlas-cli-deploy-local-reqs.";

    private static readonly FrozenDictionary<string, Func<BsonDocument, PipelineOptions, IReadOnlyList<Stage>>> s_byName =
        new Dictionary<string, Func<BsonDocument, PipelineOptions, IReadOnlyList<Stage>>>
        {
            ["$match"] = (stage, options) => [MatchStage.Parse(stage, options)],
            ["$project"] = (stage, options) => [TransformStage.ParseProject(stage, options)],
            ["$addFields"] = (stage, options) => [TransformStage.ParseAddFields(stage, options)],
            ["$set"] = (stage, options) => [TransformStage.ParseAddFields(stage, options)],
            ["$unset"] = (stage, _) => [TransformStage.ParseUnset(stage)],
            ["$replaceRoot"] = (stage, options) => [ReplaceRoot.Parse(stage, options)],
            ["$replaceWith"] = (stage, options) => [ReplaceRoot.Parse(stage, options)],
            ["$group"] = (stage, options) => [GroupStage.Parse(stage, options)],
            ["$sort"] = (stage, options) => [SortStage.Parse(stage, options)],
            ["$limit"] = (stage, _) => [LimitStage.Parse(stage)],
            ["$skip"] = (stage, _) => [SkipStage.Parse(stage)],
            ["$unwind"] = (stage, _) => [UnwindStage.Parse(stage)],
            ["$count"] = (stage, _) => [CountStage.Parse(stage)],
            ["$sortByCount"] = BucketStages.ParseSortByCount,
            ["$bucket"] = BucketStages.ParseBucket,
            ["$bucketAuto"] = (stage, options) => [BucketAutoStage.Parse(stage, options)],
            ["$facet"] = (stage, options) => [FacetStage.Parse(stage, options)],
            ["$sample"] = (stage, _) => [SampleStage.Parse(stage)],
            ["$redact"] = (stage, options) => [RedactStage.Parse(stage, options)],
            ["$lookup"] = (stage, options) => [LookupStage.Parse(stage, options)],
            ["$graphLookup"] = (stage, options) => [GraphLookupStage.Parse(stage, options)],
            ["$unionWith"] = (stage, options) => [UnionStage.Parse(stage, options)],
            ["$setWindowFields"] = (stage, options) => [WindowStage.Parse(stage, options)],
            ["$densify"] = (stage, _) => [DensifyStage.Parse(stage)],
            ["$fill"] = FillStages.Parse,
            ["$merge"] = (stage, options) => [MergeStage.Parse(stage, options)],
            ["$out"] = (stage, options) => [OutStage.Parse(stage, options)],
            ["$documents"] = ParseDocuments,
            ["$changeStream"] = (stage, _) => [ChangeStreamStage.Parse(stage)],
            ["$indexStats"] = ParseIndexStatistics,
            ["$collStats"] = ParseCollectionStatistics,
            ["$currentOp"] = ParseCurrentOperations,
            ["$listSessions"] = (stage, _) => ParseListSessions(stage, isLocal: false),
            ["$listLocalSessions"] = (stage, _) => ParseListSessions(stage, isLocal: true),
            ["$listCatalog"] = ParseListCatalog,
            ["$search"] = (_, _) => throw new CommandException(ServerError.SearchNotEnabled, NoSearch),
            ["$searchMeta"] = (_, _) => throw new CommandException(ServerError.SearchNotEnabled, NoSearch),
            ["$vectorSearch"] = (_, _) => throw new CommandException(ServerError.SearchNotEnabled, NoSearch),
            ["$listSearchIndexes"] = (_, _) => throw new CommandException(ServerError.SearchNotEnabled, NoSearch),
            ["$geoNear"] = (_, _) => throw new CommandException(ServerError.IndexNotFound, "$geoNear requires a 2d or 2dsphere index, but none were found"),
            ["$planCacheStats"] = (_, _) => throw new CommandException(ServerError.NotImplemented, "$planCacheStats is not supported by the embedded server: it keeps no plans"),
            ["$changeStreamSplitLargeEvent"] = (_, _) => throw new CommandException(ServerError.NotImplemented, "$changeStreamSplitLargeEvent is not supported by the embedded server"),
        }.ToFrozenDictionary();

    public static IReadOnlyList<Stage> Parse(BsonDocument specification, PipelineOptions options)
    {
        var name = specification.GetElement(0).Name;
        return s_byName.TryGetValue(name, out var parse)
            ? parse(specification, options)
            : throw new CommandException(40324, $"Unrecognized pipeline stage name: '{name}'");
    }

    /// <summary><c>$documents</c> takes an expression, so that it may use variables.</summary>
    private static IReadOnlyList<Stage> ParseDocuments(BsonDocument specification, PipelineOptions options)
    {
        var expression = options.Scope.Parse(specification[0]);
        var value = expression.Evaluate(new EvaluationScope([], options.Evaluation));
        if (value is not BsonArray array || array.Any(item => item is not BsonDocument))
            throw new CommandException(5858203, "an array is expected: $documents takes an array of objects");
        BsonDocument[] documents = [.. array.Cast<BsonDocument>()];
        return [new SourceStage(StageTraits.NeedsNoCollection, _ => documents) { Specification = specification }];
    }

    private static IReadOnlyList<Stage> ParseIndexStatistics(BsonDocument specification, PipelineOptions options)
    {
        if (specification[0] is not BsonDocument { ElementCount: 0 })
            throw new CommandException(28803, "The $indexStats stage specification must be an empty object");
        return [new SourceStage(StageTraits.None, server => server.IndexStatistics(options.Database, options.Collection!)) { Specification = specification }];
    }

    private static IReadOnlyList<Stage> ParseCollectionStatistics(BsonDocument specification, PipelineOptions options)
    {
        var arguments = RequireDocument(specification, ServerError.TypeMismatch);
        return [new SourceStage(StageTraits.None, server => server.CollectionStatistics(options.Database, options.Collection!, arguments)) { Specification = specification }];
    }

    private static IReadOnlyList<Stage> ParseCurrentOperations(BsonDocument specification, PipelineOptions options)
    {
        var arguments = RequireDocument(specification, ServerError.FailedToParse);
        if (options.Database != "admin" || options.Collection is not null)
            throw new CommandException(ServerError.InvalidNamespace, "$currentOp must be run against the 'admin' database with {aggregate: 1}");
        return [new SourceStage(StageTraits.NeedsNoCollection | StageTraits.NotInSubpipeline, server => server.CurrentOperations(arguments)) { Specification = specification }];
    }

    private static IReadOnlyList<Stage> ParseListSessions(BsonDocument specification, bool isLocal)
    {
        var arguments = RequireDocument(specification, ServerError.TypeMismatch);
        var traits = isLocal ? StageTraits.NeedsNoCollection | StageTraits.NotInSubpipeline : StageTraits.NotInSubpipeline;
        return [new SourceStage(traits, server => server.ListSessions(arguments, isLocal)) { Specification = specification }];
    }

    private static IReadOnlyList<Stage> ParseListCatalog(BsonDocument specification, PipelineOptions options)
    {
        if (specification[0] is not BsonDocument { ElementCount: 0 })
            throw new CommandException(6200600, "The $listCatalog stage specification must be an empty object");
        if (options.Collection is null && options.Database != "admin")
            throw new CommandException(ServerError.InvalidNamespace, "Collectionless $listCatalog must be run against the 'admin' database with {aggregate: 1}");
        var traits = options.Collection is null ? StageTraits.NeedsNoCollection : StageTraits.None;
        return [new SourceStage(traits | StageTraits.NotInSubpipeline, server => server.ListCatalog(options.Database, options.Collection)) { Specification = specification }];
    }

    private static BsonDocument RequireDocument(BsonDocument specification, ServerError error) => specification[0] as BsonDocument
        ?? throw new CommandException(error, $"{specification.GetElement(0).Name} options must be specified in an object, but found: {BsonTypeName.Of(specification[0])}");
}
