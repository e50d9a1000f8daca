using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Expressions;

namespace Pipeline.Embedded.MongoDB.Projecting;

/// <summary>Which fields of a document are answered, of a find or of <c>$project</c> and <c>$unset</c>. It is immutable; documents given to it stay as they are.</summary>
internal sealed class Projection
{
    private readonly ProjectionNode _root;
    private readonly IReadOnlyList<ArraySlice> _slices;
    private readonly PositionalElement? _positional;
    private readonly EvaluationSettings _evaluation;

    private Projection(ProjectionNode root, ProjectionParser parser, EvaluationSettings evaluation)
    {
        _root = root;
        _slices = parser.Slices;
        _positional = parser.PositionalPath is { } path ? new PositionalElement(path) : null;
        _evaluation = evaluation;
        OnlyFields = parser.Kind == ProjectionKind.Inclusion && !root.HasComputed ? [.. root.Names] : null;
    }

    /// <summary>Whether <see cref="Apply(BsonDocument, string?)"/> needs the position of the element that the filter matched.</summary>
    public bool NeedsPositional => _positional is not null;

    /// <summary>The top-level fields that the outcome depends on; <see langword="null"/> for all of them.</summary>
    public IReadOnlyCollection<string>? OnlyFields { get; }

    /// <returns><see langword="null"/> for a find's projection that names nothing: the whole document.</returns>
    public static Projection? Parse(BsonDocument? specification, ProjectionOptions options)
    {
        if (options.IsAggregation)
            return ProjectionErrors.InContextOf("$project", () => ParseStage(specification ?? [], options));
        return specification is { ElementCount: > 0 } ? Build(specification, options) : null;
    }

    /// <param name="specification">The value of an <c>$unset</c> stage: a name or an array of names.</param>
    public static Projection ParseUnset(BsonValue specification)
    {
        if (specification is not (BsonString or BsonArray))
            throw new CommandException(31002, "$unset specification must be a string or an array");
        var names = specification is BsonArray array ? array : new BsonArray { specification };
        if (names.Count == 0)
            throw new CommandException(31119, "$unset specification must be a string or an array with at least one field");
        if (names.Any(name => name is not BsonString))
            throw new CommandException(31120, "$unset specification must be a string or an array containing only string values");
        var excluded = new BsonDocument(allowDuplicateNames: true);
        foreach (var name in names)
            excluded.Add(name.AsString, 0);
        return ProjectionErrors.InContextOf("$unset", () => ParseStage(excluded, new ProjectionOptions { IsAggregation = true }));
    }

    public BsonDocument Apply(BsonDocument document, string? positionalIndex = null) => Apply(document, positionalIndex, _evaluation);

    /// <param name="document">The document.</param>
    /// <param name="positionalIndex">The position of the array element that the filter matched.</param>
    /// <param name="evaluation">Instead of the settings that it was parsed with, as a pipeline needs that runs once for each document of another.</param>
    public BsonDocument Apply(BsonDocument document, string? positionalIndex, EvaluationSettings evaluation)
    {
        var projected = _root.Apply(document, new EvaluationScope(document, evaluation));
        if (_positional is not null)
            projected = _positional.Apply(projected, positionalIndex);
        foreach (var slice in _slices)
            projected = slice.Apply(projected);
        return projected;
    }

    private static Projection ParseStage(BsonDocument specification, ProjectionOptions options) =>
        specification.ElementCount > 0
            ? Build(specification, options)
            : throw new CommandException(51272, "projection specification must have at least one field");

    private static Projection Build(BsonDocument specification, ProjectionOptions options)
    {
        var parser = new ProjectionParser(options);
        return new Projection(parser.Parse(specification), parser, options.Evaluation);
    }
}
