using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Matching;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Updates;

/// <summary>Reads modifiers into one tree by path, and refuses two that are at odds.</summary>
internal sealed class ModifierParser(UpdateOptions options)
{
    private static readonly HashSet<string> Known =
    [
        "$addToSet", "$bit", "$currentDate", "$inc", "$max", "$min", "$mul", "$pop", "$pull", "$pullAll", "$push", "$rename", "$set", "$setOnInsert", "$unset",
    ];

    private readonly BsonOrder _order = BsonOrder.For(options.Evaluation.Collation);
    private readonly Dictionary<string, Filter> _arrayFilters = Updates.ArrayFilters.Parse(options);
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);
    private readonly List<RenameNode> _renames = [];

    public FieldsNode Root { get; } = new();

    public IReadOnlyDictionary<string, Filter> ArrayFilters => _arrayFilters;

    public IReadOnlyList<RenameNode> Renames => _renames;

    public bool NeedsPositional { get; private set; }

    /// <summary>The first path that touches <c>_id</c>.</summary>
    public string? IdPath { get; private set; }

    public void Parse(BsonDocument specification)
    {
        foreach (var modifier in specification)
        {
            if (!Known.Contains(modifier.Name))
            {
                throw new CommandException(ServerError.FailedToParse, $"Unknown modifier: {modifier.Name}. Expected a valid update modifier or "
                    + "pipeline-style update specified as an array");
            }

            if (modifier.Value is not BsonDocument fields)
            {
                throw new CommandException(ServerError.FailedToParse, $"Modifiers operate on fields but we found type {BsonTypeName.Of(modifier.Value)} instead. "
                    + $"For example: {{$mod: {{<field>: ...}}}} not {{{modifier.Name}: {ShellText.Of(modifier.Value)}}}");
            }

            foreach (var field in fields)
                ParseField(modifier.Name, field.Name, field.Value);
        }

        if (_arrayFilters.Keys.FirstOrDefault(identifier => !_used.Contains(identifier)) is { } unused)
        {
            throw new CommandException(ServerError.FailedToParse,
                $"The array filter for identifier '{unused}' was not used in the update {ShellText.Of(specification)}");
        }
    }

    private void ParseField(string modifier, string name, BsonValue argument)
    {
        if (modifier == "$rename")
        {
            var (source, destination) = RenameNode.Parse(name, argument);
            var rename = new RenameNode(source, destination);
            _renames.Add(rename);
            Add(source, new UnsetNode());
            Add(destination, rename);
            return;
        }

        var path = UpdatePath.Parse(name);
        Add(path, Leaf(modifier, name, argument));
    }

    private UpdateNode Leaf(string modifier, string path, BsonValue argument) => modifier switch
    {
        "$set" => new SetNode(argument, isOnlyForInsert: false),
        "$setOnInsert" => new SetNode(argument, isOnlyForInsert: true),
        "$unset" => new UnsetNode(),
        "$inc" => ArithmeticNode.Increment(path, argument),
        "$mul" => ArithmeticNode.Multiplication(path, argument),
        "$min" => new CompareNode(argument, -1, _order),
        "$max" => new CompareNode(argument, 1, _order),
        "$currentDate" => CurrentDateNode.Parse(argument),
        "$bit" => BitNode.Parse(argument),
        "$push" => PushNode.Parse(argument, options.Evaluation.Collation),
        "$addToSet" => AddToSetNode.Parse(argument, _order),
        "$pop" => PopNode.Parse(path, argument),
        "$pull" => PullNode.Matching(argument, options.Evaluation),
        _ => PullNode.All(argument, options.Evaluation),
    };

    private void Add(UpdatePath path, UpdateNode leaf)
    {
        if (path.Parts[0] == "_id")
            IdPath ??= path.Text;
        NeedsPositional |= path.Parts.Any(UpdatePath.IsPositional);
        UpdateNode node = Root;
        for (var depth = 0; depth < path.Parts.Count; depth++)
        {
            var part = path.Parts[depth];
            var isArrayFilter = UpdatePath.IsArrayFilter(part);
            var isLast = depth == path.Parts.Count - 1;
            var key = isArrayFilter ? Identifier(part, path) : part;
            var child = (node, isArrayFilter) switch
            {
                (FieldsNode fields, false) => fields.Child(key),
                (ElementsNode elements, true) => elements.Child(key),
                _ => throw Conflict(path, depth),
            };
            if (child is null)
            {
                child = isLast ? leaf : UpdatePath.IsArrayFilter(path.Parts[depth + 1]) ? new ElementsNode() : new FieldsNode();
                if (node is FieldsNode fields)
                    fields.Add(key, child);
                else
                    ((ElementsNode)node).Add(key, child);
            }
            else if (isLast || child is not (FieldsNode or ElementsNode))
            {
                throw Conflict(path, depth + 1);
            }

            node = child;
        }
    }

    private string Identifier(string part, UpdatePath path)
    {
        var identifier = UpdatePath.Identifier(part);
        if (identifier.Length > 0 && !_arrayFilters.ContainsKey(identifier))
            throw new CommandException(ServerError.BadValue, $"No array filter found for identifier '{identifier}' in path '{path.Text}'");
        _used.Add(identifier);
        return identifier;
    }

    private static CommandException Conflict(UpdatePath path, int depth) => new(ServerError.ConflictingUpdateOperators,
        $"Updating the path '{path.Text}' would create a conflict at '{string.Join('.', path.Parts.Take(depth))}'");
}
