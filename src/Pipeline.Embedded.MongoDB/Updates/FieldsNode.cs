using System.Globalization;
using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Diffs;
using Pipeline.Embedded.MongoDB.Errors;

namespace Pipeline.Embedded.MongoDB.Updates;

/// <summary>Fields of a document, or positions of an array, each with what is done to it.</summary>
internal sealed class FieldsNode : UpdateNode
{
    /// <summary>How much of an array the server fills with nulls to reach a position behind its end.</summary>
    private const int MaxPadding = 1_500_000;

    private readonly SortedList<string, UpdateNode> _children = new(FieldNameOrder.Instance);

    /// <summary>What is done at the positional <c>$</c>.</summary>
    private UpdateNode? _positional;

    public UpdateNode? Child(string name) => UpdatePath.IsPositional(name) ? _positional : _children.GetValueOrDefault(name);

    public void Add(string name, UpdateNode child)
    {
        if (UpdatePath.IsPositional(name))
            _positional = child;
        else
            _children.Add(name, child);
    }

    public FieldsNode MergedWith(FieldsNode other, string path)
    {
        var merged = new FieldsNode { _positional = Merged(_positional, other._positional, $"{path}.$") };
        foreach (var name in _children.Keys.Union(other._children.Keys))
            merged._children.Add(name, Merged(Child(name), other.Child(name), $"{path}.{name}")!);
        return merged;
    }

    public override UpdateStep Apply(BsonValue? current, UpdateContext context)
    {
        var children = _positional is null ? _children : WithPositional(context);
        return current switch
        {
            BsonDocument document => ApplyToDocument(document, children, context),
            BsonArray array => ApplyToArray(array, children, context),
            null => Create(children, context),
            _ => Refuse(current, children, context),
        };
    }

    private static UpdateNode? Merged(UpdateNode? left, UpdateNode? right, string path) =>
        left is null ? right : right is null ? left : Merge(left, right, path);

    private SortedList<string, UpdateNode> WithPositional(UpdateContext context)
    {
        var name = context.PositionalIndex
            ?? throw new CommandException(ServerError.BadValue, "The positional operator did not find the match needed from the query.");
        return new SortedList<string, UpdateNode>(_children, FieldNameOrder.Instance)
        {
            [name] = Merged(_children.GetValueOrDefault(name), _positional, $"{context.Path}.{name}")!,
        };
    }

    private static UpdateStep ApplyToDocument(BsonDocument document, SortedList<string, UpdateNode> children, UpdateContext context)
    {
        var difference = new DocumentDiffBuilder();
        for (var child = 0; child < children.Count; child++)
        {
            var name = children.GetKeyAtIndex(child);
            var at = document.IndexOfName(name);
            context.Enter(name);
            var step = children.GetValueAtIndex(child).Apply(at < 0 ? null : document[at], context);
            context.Leave();
            if (!step.HasChanged)
                continue;
            if (step.Value is not null && context is { IsAtTop: true, IsInsert: false } && UpdatePath.IsRefused(name))
                throw UpdatePath.DollarPrefixed(name, name);
            if (step.Value is null)
            {
                document.RemoveAt(at);
                difference.Delete(name);
            }
            else if (at < 0)
            {
                document.Add(name, step.Value);
                difference.Insert(name, step.Value);
            }
            else
            {
                document[at] = step.Value;
                difference.Change(name, step.Value, step.Difference);
            }
        }

        return difference.IsEmpty ? UpdateStep.Same(document) : new UpdateStep(document, HasChanged: true, difference.Build());
    }

    private static UpdateStep ApplyToArray(BsonArray array, SortedList<string, UpdateNode> children, UpdateContext context)
    {
        var difference = new ArrayDiffBuilder();
        for (var child = 0; child < children.Count; child++)
        {
            var name = children.GetKeyAtIndex(child);
            var position = UpdateContext.ArrayPosition(name);
            var current = position < array.Count ? array[position.Value] : null;
            context.Enter(name);
            var step = children.GetValueAtIndex(child).Apply(current, context);
            context.Leave();
            if (!step.HasChanged)
                continue;
            if (position is not { } at)
                throw NotViable(name, array, context);
            if (at - array.Count > MaxPadding)
            {
                throw new CommandException(ServerError.CannotBackfillArray,
                    $"can't backfill more than {MaxPadding.ToString(CultureInfo.InvariantCulture)} elements");
            }

            var value = step.Value ?? BsonNull.Value;   // an array has no holes: $unset leaves null
            while (array.Count <= at)
                array.Add(BsonNull.Value);
            array[at] = value;
            difference.Change(at, value, step.Difference);
        }

        return difference.IsEmpty ? UpdateStep.Same(array) : new UpdateStep(array, HasChanged: true, difference.Build());
    }

    private static UpdateStep Create(SortedList<string, UpdateNode> children, UpdateContext context)
    {
        BsonDocument? created = null;
        for (var child = 0; child < children.Count; child++)
        {
            var name = children.GetKeyAtIndex(child);
            context.Enter(name);
            var step = children.GetValueAtIndex(child).Apply(null, context);
            context.Leave();
            if (step.Value is not null)
                (created ??= new BsonDocument(allowDuplicateNames: true)).Add(name, step.Value);
        }

        return created is null ? UpdateStep.Same(null) : UpdateStep.To(created);
    }

    /// <summary>Below a scalar nothing can be created, but what has nothing to do there is let pass.</summary>
    private static UpdateStep Refuse(BsonValue current, SortedList<string, UpdateNode> children, UpdateContext context)
    {
        for (var child = 0; child < children.Count; child++)
        {
            var name = children.GetKeyAtIndex(child);
            context.Enter(name);
            var step = children.GetValueAtIndex(child).Apply(null, context);
            context.Leave();
            if (step.HasChanged)
                throw NotViable(name, current, context);
        }

        return UpdateStep.Same(current);
    }

    private static CommandException NotViable(string name, BsonValue current, UpdateContext context) =>
        new(ServerError.PathNotViable, $"Cannot create field '{name}' in element {{{context.Name}: {ShellText.Of(current)}}}");
}
