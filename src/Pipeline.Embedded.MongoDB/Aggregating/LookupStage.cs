using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Expressions;

namespace Pipeline.Embedded.MongoDB.Aggregating;

/// <summary><c>$lookup</c>: an equality of two fields, a pipeline with variables, or both.</summary>
internal sealed class LookupStage(LookupSpecification lookup, PipelineOptions options) : Stage
{
    private const int MostRemembered = 10_000;

    public LookupSpecification Lookup => lookup;

    public static LookupStage Parse(BsonDocument specification, PipelineOptions options) =>
        new(LookupSpecification.Parse(specification[0], options), options) { Specification = specification };

    public override IEnumerable<BsonDocument> Run(IEnumerable<BsonDocument> input, IPipelineServer server)
    {
        var find = lookup.Equality is null ? Uncorrelated(server) : lookup.Pipeline is null ? ByEquality(lookup.Equality, server) : ByBoth(lookup.Equality, server);
        foreach (var document in input)
            yield return DocumentPath.With(document, lookup.As, find(document));
    }

    private Func<BsonDocument, BsonArray> ByEquality(LookupEquality equality, IPipelineServer server)
    {
        var (database, collection) = lookup.From!;
        if (!server.HasIndexOn(database, collection, equality.ForeignPath))
            return new LookupHashTable(equality, server.Find(database, collection, new PipelineInput(), options.Evaluation), options.Evaluation.Order).Find;

        var known = new Dictionary<BsonValue, BsonArray>(options.Evaluation.Order);
        return document =>
        {
            var local = equality.LocalValue(document);
            if (known.TryGetValue(local, out var found))
                return found;
            found = new BsonArray(server.Find(database, collection, new PipelineInput { Filter = equality.FilterFor(local) }, options.Evaluation));
            if (known.Count < MostRemembered)
                known.Add(local, found);
            return found;
        };
    }

    private Func<BsonDocument, BsonArray> ByBoth(LookupEquality equality, IPipelineServer server) => document =>
        new BsonArray(lookup.Pipeline!.Run(server, Variables(document), equality.FilterFor(equality.LocalValue(document))));

    private Func<BsonDocument, BsonArray> Uncorrelated(IPipelineServer server)
    {
        if (lookup.Let.Count > 0)
            return document => new BsonArray(lookup.Pipeline!.Run(server, Variables(document)));
        BsonArray? same = null;
        return _ => same ??= new BsonArray(lookup.Pipeline!.Run(server, []));
    }

    private List<(string Name, BsonValue? Value)> Variables(BsonDocument document)
    {
        var scope = new EvaluationScope(document, options.Evaluation);
        return [.. lookup.Let.Select(variable => (variable.Name, variable.Value.Evaluate(scope)))];
    }
}
