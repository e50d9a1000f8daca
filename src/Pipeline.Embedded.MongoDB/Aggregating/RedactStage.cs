using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Expressions;

namespace Pipeline.Embedded.MongoDB.Aggregating;

/// <summary><c>$redact</c>: keeps, prunes or descends into each document and those in it.</summary>
internal sealed class RedactStage(Expression expression, EvaluationSettings evaluation) : Stage
{
    private static readonly BsonString s_descend = new("descend");
    private static readonly BsonString s_prune = new("prune");
    private static readonly BsonString s_keep = new("keep");

    public override StageTraits Traits => StageTraits.AllowedInChangeStream;

    public static RedactStage Parse(BsonDocument specification, PipelineOptions options)
    {
        var scope = options.Scope.With("CURRENT").With("DESCEND").With("PRUNE").With("KEEP");
        return new RedactStage(scope.Parse(specification[0]), options.Evaluation) { Specification = specification };
    }

    public override IEnumerable<BsonDocument> Run(IEnumerable<BsonDocument> input, IPipelineServer server)
    {
        foreach (var document in input)
        {
            var scope = new EvaluationScope(document, evaluation).With("DESCEND", s_descend).With("PRUNE", s_prune).With("KEEP", s_keep);
            if (Redact(document, scope) is { } redacted)
                yield return redacted;
        }
    }

    private BsonDocument? Redact(BsonDocument document, EvaluationScope scope)
    {
        var decision = expression.Evaluate(scope.With("CURRENT", document));
        if (ReferenceEquals(decision, s_keep))
            return document;
        if (ReferenceEquals(decision, s_prune))
            return null;
        if (!ReferenceEquals(decision, s_descend))
            throw new CommandException(17053, $"$redact's expression should not return anything aside from the variables $$KEEP, $$DESCEND, and $$PRUNE, but returned {(decision is null ? "MISSING" : ShellText.Of(decision))}");

        var kept = new BsonDocument(allowDuplicateNames: true);
        foreach (var element in document)
        {
            if (Descend(element.Value, scope) is { } value)
                kept.Add(element.Name, value);
        }

        return kept;
    }

    private BsonValue? Descend(BsonValue value, EvaluationScope scope)
    {
        if (value is BsonDocument document)
            return Redact(document, scope);
        if (value is not BsonArray array)
            return value;
        var kept = new BsonArray();
        foreach (var item in array)
        {
            if (Descend(item, scope) is { } inner)
                kept.Add(inner);
        }

        return kept;
    }
}
