using System.Globalization;
using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Diffs;
using Pipeline.Embedded.MongoDB.Errors;

namespace Pipeline.Embedded.MongoDB.Updates;

/// <summary>Elements of an array: all of them (<c>$[]</c>), or those that an array filter matches (<c>$[name]</c>).</summary>
internal sealed class ElementsNode : UpdateNode
{
    private readonly SortedList<string, UpdateNode> _children = new(StringComparer.Ordinal);

    /// <param name="identifier">The array filter's; empty for all the elements.</param>
    public UpdateNode? Child(string identifier) => _children.GetValueOrDefault(identifier);

    public void Add(string identifier, UpdateNode child) => _children.Add(identifier, child);

    public ElementsNode MergedWith(ElementsNode other, string path)
    {
        var merged = new ElementsNode();
        foreach (var (identifier, child) in _children)
            merged._children.Add(identifier, other.Child(identifier) is { } its ? Merge(child, its, $"{path}.$[{identifier}]") : child);
        foreach (var (identifier, child) in other._children)
            merged._children.TryAdd(identifier, child);
        return merged;
    }

    public override UpdateStep Apply(BsonValue? current, UpdateContext context)
    {
        if (current is null)
        {
            throw new CommandException(ServerError.BadValue,
                $"The path '{context.Path}' must exist in the document in order to apply array updates.");
        }

        if (current is not BsonArray array)
        {
            throw new CommandException(ServerError.BadValue,
                $"Cannot apply array updates to non-array element {context.Name}: {ShellText.Of(current)}");
        }

        var merged = new Dictionary<string, UpdateNode>(StringComparer.Ordinal);
        var difference = new ArrayDiffBuilder();
        for (var at = 0; at < array.Count; at++)
        {
            var name = at.ToString(CultureInfo.InvariantCulture);
            if (NodeFor(array[at], merged, $"{context.Path}.{name}", context) is not { } node)
                continue;
            context.Enter(name);
            var step = node.Apply(array[at], context);
            context.Leave();
            if (!step.HasChanged)
                continue;
            var value = step.Value ?? BsonNull.Value;   // an array has no holes: $unset leaves null
            array[at] = value;
            difference.Change(at, value, step.Difference);
        }

        return difference.IsEmpty ? UpdateStep.Same(array) : new UpdateStep(array, HasChanged: true, difference.Build());
    }

    private UpdateNode? NodeFor(BsonValue element, Dictionary<string, UpdateNode> merged, string path, UpdateContext context)
    {
        UpdateNode? node = null;
        var together = "";
        for (var child = 0; child < _children.Count; child++)
        {
            var identifier = _children.GetKeyAtIndex(child);
            if (identifier.Length > 0 && !context.ArrayFilters[identifier].Matches(new BsonDocument(identifier, element)))
                continue;
            together = $"{together} {identifier}";
            var own = _children.GetValueAtIndex(child);
            if (node is null)
                node = own;
            else if (merged.TryGetValue(together, out var known))
                node = known;
            else
                merged.Add(together, node = Merge(node, own, path));
        }

        return node;
    }
}
