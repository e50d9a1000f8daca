using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Expressions;

namespace Pipeline.Embedded.MongoDB.Projecting;

/// <summary>One level of a projection: which fields are included or excluded whole, computed, or projected further down.</summary>
/// <remarks>It is filled while parsing and never changed afterwards.</remarks>
internal sealed class ProjectionNode(ProjectionKind kind)
{
    private readonly HashSet<string> _whole = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ProjectionNode> _children = new(StringComparer.Ordinal);
    private readonly List<(string Name, Expression? Expression)> _computing = [];
    private readonly Dictionary<string, Expression> _computed = new(StringComparer.Ordinal);

    public bool HasComputed { get; private set; }

    /// <summary>The names this level speaks of.</summary>
    public IEnumerable<string> Names => _whole.Concat(_children.Keys).Concat(_computed.Keys);

    public bool Knows(string name) => IsLeaf(name) || _children.ContainsKey(name);

    /// <summary>Adds a path: whole where there is no expression, else computed.</summary>
    public void Add(string path, Expression? expression)
    {
        var node = this;
        var start = 0;
        for (int dot; (dot = path.IndexOf('.', start)) >= 0; start = dot + 1)
        {
            var name = path[start..dot];
            if (node.IsLeaf(name))
                throw ProjectionErrors.CollisionBelow(path);
            node.HasComputed |= expression is not null;
            if (!node._children.TryGetValue(name, out var child))
            {
                node._children.Add(name, child = new ProjectionNode(kind));
                node._computing.Add((name, null));
            }

            node = child;
        }

        var last = path[start..];
        if (node.Knows(last))
            throw ProjectionErrors.Collision(path);
        if (expression is null)
        {
            node._whole.Add(last);
            return;
        }

        node._computed.Add(last, expression);
        node._computing.Add((last, expression));
        node.HasComputed = true;
    }

    /// <summary>The path that is there already and can't be together with the one given: a prefix of it, or one that goes on from it.</summary>
    public string Conflicting(string path)
    {
        var node = this;
        var start = 0;
        for (int dot; (dot = path.IndexOf('.', start)) >= 0; start = dot + 1)
        {
            if (!node._children.TryGetValue(path[start..dot], out var child))
                return path[..dot];
            node = child;
        }

        var conflicting = path;
        for (var name = path[start..]; node._children.TryGetValue(name, out var below); node = below)
        {
            name = below.Names.First();
            conflicting = $"{conflicting}.{name}";
        }

        return conflicting;
    }

    public BsonDocument Apply(BsonDocument document, EvaluationScope scope)
    {
        var projected = Project(document);
        if (HasComputed)
            Compute(projected, scope);
        return projected;
    }

    private bool IsLeaf(string name) => _whole.Contains(name) || _computed.ContainsKey(name);

    private BsonDocument Project(BsonDocument document)
    {
        var projected = new BsonDocument(allowDuplicateNames: true);
        foreach (var element in document)
        {
            if (_children.TryGetValue(element.Name, out var child))
            {
                if (child.ProjectValue(element.Value) is { } value)
                    projected.Add(element.Name, value);
            }
            else if (Keeps(element.Name))
            {
                projected.Add(element);
            }
        }

        return projected;
    }

    private bool Keeps(string name) => kind switch
    {
        ProjectionKind.Inclusion => _whole.Contains(name),
        ProjectionKind.Exclusion => !_whole.Contains(name),
        _ => true,
    };

    /// <returns><see langword="null"/> where nothing of the value is left.</returns>
    private BsonValue? ProjectValue(BsonValue value)
    {
        switch (value)
        {
            case BsonDocument document:
                return Project(document);
            case BsonArray array:
                var projected = new BsonArray(array.Count);
                foreach (var item in array)
                {
                    if (ProjectValue(item) is { } left)
                        projected.Add(left);
                }

                return projected;
            default:
                if (kind != ProjectionKind.Inclusion)
                    return value;
                return HasComputed ? new BsonDocument(allowDuplicateNames: true) : null;   // computed fields then replace the scalar
        }
    }

    private void Compute(BsonDocument projected, EvaluationScope scope)
    {
        foreach (var (name, expression) in _computing)
        {
            if (expression is not null)
                Set(projected, name, expression.Evaluate(scope));
            else if (_children[name] is { HasComputed: true } child)
                Set(projected, name, child.ComputeValue(projected.GetValue(name, null), scope));
        }
    }

    /// <summary>Every value that isn't a document makes room for one, in an array each of its elements.</summary>
    private BsonValue ComputeValue(BsonValue? projected, EvaluationScope scope)
    {
        if (projected is BsonArray array)
        {
            for (var index = 0; index < array.Count; index++)
                array[index] = ComputeValue(array[index], scope);
            return array;
        }

        var document = projected as BsonDocument ?? new BsonDocument(allowDuplicateNames: true);
        Compute(document, scope);
        return document;
    }

    private static void Set(BsonDocument document, string name, BsonValue? value)
    {
        var index = document.IndexOfName(name);
        if (value is null)
        {
            if (index >= 0)
                document.RemoveAt(index);
        }
        else if (index >= 0)
        {
            document[index] = value;
        }
        else
        {
            document.Add(name, value);
        }
    }
}
