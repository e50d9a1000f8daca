using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Aggregating;
using Pipeline.Embedded.MongoDB.Commands;
using Pipeline.Embedded.MongoDB.Diagnostics;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Expressions;
using Pipeline.Embedded.MongoDB.Planning;
using Pipeline.Embedded.MongoDB.Sessions.Commands;
using Pipeline.Embedded.MongoDB.Storage;

namespace Pipeline.Embedded.MongoDB.Reading;

/// <summary>The server, as a pipeline's stages see it: the command's view of the collections.</summary>
internal sealed class PipelineServer(CommandRequest request, ICollectionView view, IPipelineWriter? writer) : IPipelineServer
{
    public IPipelineWriter Writer => writer ?? throw new InvalidOperationException("This pipeline does not write.");

    public IEnumerable<BsonDocument> Find(string database, string collection, PipelineInput input, EvaluationSettings evaluation)
    {
        if (request.Find(view, new Namespace(database, collection)) is not { } found)
            return [];
        if (!found.IsView)
            return QueryExecution.Run(found, input.ToQuery(evaluation), request.CancellationToken).Select(x => x.Document);

        var (ns, below, stages) = Views.Resolve(view, found);
        var pipeline = AggregationPipeline.Parse(
            new BsonArray(stages.Concat(Stages(input))),
            new PipelineOptions { Evaluation = evaluation with { Collation = found.Options.Collation }, Database = database, Collection = ns.Collection });
        var query = pipeline.TakeInput(out var rest);
        var documents = below is null ? [] : QueryExecution.Run(below, query.ToQuery(pipeline.Options.Evaluation), request.CancellationToken).Select(x => x.Document);
        return rest.Run(documents, this);
    }

    public bool HasIndexOn(string database, string collection, string path) =>
        view.Find(new Namespace(database, collection)) is { IsView: false } found
        && found.Indexes.Any(x => x.Definition is { IsHidden: false, IsSparse: false, PartialFilter: null } definition && definition.Paths[0].Text == path);

    public IEnumerable<BsonDocument> IndexStatistics(string database, string collection) => Diagnostics.IndexStatistics.Of(Required(database, collection), request.Server.Address);

    public IEnumerable<BsonDocument> CollectionStatistics(string database, string collection, BsonDocument specification) =>
        [Diagnostics.CollectionStatistics.Of(request.Server, Required(database, collection), specification)];

    public IEnumerable<BsonDocument> CurrentOperations(BsonDocument specification) => Diagnostics.CurrentOperations.Of(request.Server, request.Connection, specification);

    public IEnumerable<BsonDocument> ListSessions(BsonDocument specification, bool isLocal) => SessionList.Of(request.Server.Sessions);

    public IEnumerable<BsonDocument> ListCatalog(string database, string? collection) => CatalogList.Of(view, database, collection);

    private CollectionState Required(string database, string collection) => view.Find(new Namespace(database, collection))
        ?? throw new CommandException(ServerError.NamespaceNotFound, $"Collection [{database}.{collection}] not found.");

    private static IEnumerable<BsonDocument> Stages(PipelineInput input)
    {
        if (input.Filter.ElementCount > 0)
            yield return new BsonDocument("$match", input.Filter);
        if (input.Sort is not null)
            yield return new BsonDocument("$sort", input.Sort);
        if (input.Skip is { } skip)
            yield return new BsonDocument("$skip", skip);
        if (input.Limit is { } limit)
            yield return new BsonDocument("$limit", limit);
    }
}
