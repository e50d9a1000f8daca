using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Expressions;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Projecting;

/// <summary>Reads a projection: what each path is, and from all of them whether it includes or excludes.</summary>
/// <remarks>Source of the rules: https://www.mongodb.com/docs/manual/reference/method/db.collection.find/#projection.</remarks>
internal sealed class ProjectionParser(ProjectionOptions options)
{
    private readonly List<(string Path, Expression? Expression)> _fields = [];
    private readonly List<ArraySlice> _slices = [];
    private ProjectionKind? _kind;
    private bool _hasElementMatch;
    private bool _hasMetadata;
    private bool? _id;
    private bool _namesId;

    public string? PositionalPath { get; private set; }

    public IReadOnlyList<ArraySlice> Slices => _slices;

    public ProjectionKind Kind { get; private set; }

    public ProjectionNode Parse(BsonDocument specification)
    {
        foreach (var element in specification)
            ParseElement(element.Name, element.Value, parent: null);
        Kind = _kind ?? DefaultKind();
        if (Kind == ProjectionKind.Inclusion && !_namesId)
            _fields.Add(("_id", null));
        var root = new ProjectionNode(Kind);
        foreach (var (path, expression) in _fields)
        {
            var isIdAgainstTheKind = path == "_id" && expression is null && _id is { } kept && kept != (Kind == ProjectionKind.Inclusion);
            var isSliceThatStays = Kind == ProjectionKind.Exclusion && _slices.Exists(slice => slice.Path == path);
            if (!isIdAgainstTheKind && !isSliceThatStays)
                root.Add(path, expression);
        }

        return root;
    }

    private ProjectionKind DefaultKind()
    {
        if (_slices.Count > 0 && _id != true)
            return ProjectionKind.Exclusion;
        if (_hasElementMatch)
            return ProjectionKind.Inclusion;
        if (_hasMetadata && options.IsAggregation)
            return ProjectionKind.Inclusion;
        return _id == true ? ProjectionKind.Inclusion : ProjectionKind.Exclusion;
    }

    private void ParseElement(string name, BsonValue value, string? parent)
    {
        var isPositional = name.EndsWith(".$", StringComparison.Ordinal);
        if (isPositional && options.IsAggregation)
            throw new CommandException(31324, "Cannot use positional projection in aggregation projection");
        if (name.Contains(".$.", StringComparison.Ordinal))
        {
            throw new CommandException(31394, "As of 4.4, it's illegal to specify positional operator in the middle of a path."
                + "Positional projection may only be used at the end, for example: a.b.$. If the query previously used a form like a.b.$.d, "
                + "remove the parts following the '$' and the results will be equivalent.");
        }

        if (value is BsonDocument document)
        {
            if (isPositional)
                throw new CommandException(31271, "positional projection cannot be used with an expression or sub object");
            ParseDocument(name, document, parent);
        }
        else if (BooleanMeaning(value) is { } isIncluded)
        {
            ParseFlag(name, isIncluded, parent, isPositional);
        }
        else
        {
            if (isPositional)
                throw new CommandException(31308, "positional projection cannot be used with a literal");
            var path = PathOf(name, parent);
            var expression = ExpressionParser.Parse(value, options.Variables);
            if (_kind == ProjectionKind.Exclusion)
                throw new CommandException(31310, $"Cannot use an expression {name}: {ShellText.Of(value)} in an exclusion projection");
            _kind = ProjectionKind.Inclusion;
            _fields.Add((path, expression));
        }
    }

    private void ParseFlag(string name, bool isIncluded, string? parent, bool isPositional)
    {
        if (isPositional)
        {
            if (!isIncluded)
                throw new CommandException(31395, "positional projection cannot be used with exclusion");
            if (PositionalPath is not null)
                throw new CommandException(31276, "Cannot specify more than one positional projection per query.");
            if (_hasElementMatch)
                throw new CommandException(31256, "Cannot specify positional operator and $elemMatch.");
            if (name == ".$")
                throw new CommandException(5392900, "Projection on field .$ is invalid");
        }

        var path = PathOf(isPositional ? name[..^2] : name, parent);
        if (isPositional)
            PositionalPath = path;
        _fields.Add((path, null));
        if (path == "_id" && !isPositional)
        {
            _id = isIncluded;
            return;
        }

        var kind = isIncluded ? ProjectionKind.Inclusion : ProjectionKind.Exclusion;
        if (_kind is { } other && other != kind)
        {
            throw isIncluded
                ? new CommandException(31253, $"Cannot do inclusion on field {name} in exclusion projection")
                : new CommandException(31254, $"Cannot do exclusion on field {name} in inclusion projection");
        }

        _kind = kind;
    }

    private void ParseDocument(string name, BsonDocument document, string? parent)
    {
        var path = PathOf(name, parent);
        if (document.ElementCount == 0)
            throw new CommandException(51270, $"An empty sub-projection is not a valid value. Found empty object at path");
        if (document.ElementCount == 1 && document.GetElement(0).Name.StartsWith('$'))
        {
            ParseOperator(path, document);
            return;
        }

        foreach (var element in document)
            ParseElement(element.Name, element.Value, path);
    }

    private void ParseOperator(string path, BsonDocument document)
    {
        var operation = document.GetElement(0);
        switch (operation.Name)
        {
            case "$slice" when !options.IsAggregation:
                ParseSlice(path, document, operation.Value);
                return;
            case "$elemMatch" when options.IsAggregation:
                throw new CommandException(ServerError.InvalidPipelineOperator, "Cannot use $elemMatch in this context");
            case "$elemMatch":
                if (operation.Value is not BsonDocument)
                    throw new CommandException(31274, $"elemMatch: Invalid argument, object required, but got {BsonTypeName.Of(operation.Value)}");
                if (PositionalPath is not null)
                    throw new CommandException(31255, "Cannot specify positional operator and $elemMatch.");
                if (path.Contains('.', StringComparison.Ordinal))
                    throw new CommandException(31275, "Cannot use $elemMatch projection on a nested field.");
                _fields.Add((path, new FirstMatchingElement(path, document, options.Evaluation)));
                _hasElementMatch = true;
                return;
            case "$meta" when !options.IsAggregation:
                _fields.Add((path, DocumentMetadata.Parse(operation.Value)));
                _hasMetadata = true;
                return;
            default:
                AddComputed(path, document);
                return;
        }
    }

    private void AddComputed(string path, BsonDocument expression)
    {
        var isMetadata = expression.GetElement(0).Name == "$meta";
        if (_kind == ProjectionKind.Exclusion && !isMetadata)
            throw new CommandException(31252, "Cannot use expression other than $meta in exclusion projection");
        if (isMetadata)
            _hasMetadata = true;
        else
            _kind = ProjectionKind.Inclusion;
        _fields.Add((path, ExpressionParser.Parse(expression, options.Variables)));
    }

    /// <summary>Find's own <c>$slice</c>; where the argument isn't one of its, the expression's.</summary>
    private void ParseSlice(string path, BsonDocument document, BsonValue argument)
    {
        try
        {
            _slices.Add(ArraySlice.Parse(path, argument));
            _fields.Add((path, null));
        }
        catch (CommandException findError)
        {
            try
            {
                AddComputed(path, document);
            }
            catch (CommandException error)
            {
                throw new CommandException(error.Code, $"Invalid $slice syntax. The given syntax {ShellText.Of(document)} did not match the find() syntax "
                    + $"because :: {findError.CodeName}: {findError.Message} :: The given syntax did not match the expression $slice syntax. "
                    + $":: caused by :: {error.Message}");
            }
        }
    }

    private string PathOf(string name, string? parent)
    {
        ProjectionErrors.CheckPath(name);
        var path = parent is null ? name : $"{parent}.{name}";
        _namesId |= path == "_id" || path.StartsWith("_id.", StringComparison.Ordinal);
        return path;
    }

    private static bool? BooleanMeaning(BsonValue value) => value switch
    {
        BsonBoolean boolean => boolean.Value,
        BsonInt32 number => number.Value != 0,
        BsonInt64 number => number.Value != 0,
        BsonDouble number => number.Value != 0,
        BsonDecimal128 number => Decimal128.Compare(number.Value, Decimal128.Zero) != 0,
        _ => null,
    };
}
