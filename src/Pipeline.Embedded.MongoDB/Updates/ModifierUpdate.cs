using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Expressions;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Updates;

/// <summary>An update by modifiers such as <c>$set</c>.</summary>
internal sealed class ModifierUpdate : Update
{
    private static readonly Dictionary<string, BsonValue> Nothing = [];

    private readonly ModifierParser _parsed;
    private readonly EvaluationSettings _evaluation;

    private ModifierUpdate(ModifierParser parsed, EvaluationSettings evaluation)
    {
        _parsed = parsed;
        _evaluation = evaluation;
    }

    public override bool NeedsPositional => _parsed.NeedsPositional;

    public static new ModifierUpdate Parse(BsonValue specification, UpdateOptions options)
    {
        var parser = new ModifierParser(options);
        parser.Parse((BsonDocument)specification);
        return new ModifierUpdate(parser, options.Evaluation);
    }

    public override BsonDocument Apply(BsonDocument document, string? positionalIndex, out bool changed, out BsonDocument? diff)
    {
        var step = Apply(document, positionalIndex, isInsert: false);
        changed = step.HasChanged;
        diff = step.Difference;
        return document;
    }

    protected override BsonDocument Create(BsonDocument seed)
    {
        _ = Apply(seed, positionalIndex: null, isInsert: true);
        return seed;
    }

    private UpdateStep Apply(BsonDocument document, string? positionalIndex, bool isInsert)
    {
        var id = _parsed.IdPath is null ? null : document.GetValue("_id", null)?.DeepClone();
        var step = _parsed.Root.Apply(document, new UpdateContext
        {
            Root = document,
            IsInsert = isInsert,
            Evaluation = _evaluation,
            PositionalIndex = positionalIndex,
            ArrayFilters = _parsed.ArrayFilters,
            Renamed = _parsed.Renames.Count == 0 ? Nothing : Renamed(document),
        });
        if (id is not null && !BsonOrder.Simple.Equals(id, document.GetValue("_id", null)))
        {
            throw new CommandException(ServerError.ImmutableField,
                $"Performing an update on the path '{_parsed.IdPath}' would modify the immutable field '_id'");
        }

        return step;
    }

    private Dictionary<string, BsonValue> Renamed(BsonDocument document)
    {
        var values = new Dictionary<string, BsonValue>(StringComparer.Ordinal);
        foreach (var rename in _parsed.Renames)
        {
            if (rename.Find(document) is { } value)
                values.Add(rename.Source, value);
        }

        return values;
    }
}
