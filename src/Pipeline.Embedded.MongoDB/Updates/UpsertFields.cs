using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Matching;

namespace Pipeline.Embedded.MongoDB.Updates;

/// <summary>The fields that a filter gives to the document of an upsert: those it asks to be equal to a value.</summary>
/// <remarks>Source: https://www.mongodb.com/docs/manual/reference/method/db.collection.update/#upsert-with-operator-expressions.</remarks>
internal sealed class UpsertFields
{
    private readonly SortedDictionary<string, BsonValue> _equalities = new(StringComparer.Ordinal);
    private readonly List<string> _paths = [];
    private readonly bool _onlyId;

    private UpsertFields(bool onlyId) => _onlyId = onlyId;

    public static BsonDocument Of(Filter filter, bool onlyId)
    {
        var fields = new UpsertFields(onlyId);
        fields.Collect(filter.Root);
        var seed = new BsonDocument(allowDuplicateNames: true);
        foreach (var path in fields._paths)
            Add(seed, path, fields._equalities[path].DeepClone());
        return seed;
    }

    private void Collect(FilterNode node)
    {
        switch (node)
        {
            case AndNode and:
                foreach (var child in and.Children)
                    Collect(child);
                break;
            case OrNode { Children: [var only] }:
                Collect(only);
                break;
            case PathNode path:
                Collect(path.Path.Text, path.Predicate);
                break;
            default:
                break;
        }
    }

    private void Collect(string path, Predicate predicate)
    {
        switch (predicate)
        {
            case ComparisonPredicate { Operator: ComparisonOperator.Equal } equal:
                Add(path, equal.Value);
                break;
            case InPredicate { Values: [var only], Regexes.Count: 0 }:
                Add(path, only);
                break;
            case AllPredicate all:
                foreach (var inner in all.Inner)
                    Collect(path, inner);
                break;
            default:
                break;
        }
    }

    private void Add(string path, BsonValue value)
    {
        if (_onlyId && path != "_id")
        {
            if (path.StartsWith("_id.", StringComparison.Ordinal))
            {
                throw new CommandException(ServerError.NotExactValueField,
                    $"field at '_id' must be exactly specified, field at sub-path '{path}'found");
            }

            return;
        }

        if (_equalities.ContainsKey(path))
            throw new CommandException(ServerError.NotSingleValueField, $"cannot infer query fields to set, path '{path}' is matched twice");
        foreach (var other in _paths)
        {
            if (other.StartsWith(path + ".", StringComparison.Ordinal) || path.StartsWith(other + ".", StringComparison.Ordinal))
            {
                throw new CommandException(ServerError.NotSingleValueField,
                    $"cannot infer query fields to set, both paths '{path}' and '{other}' are matched");
            }
        }

        _equalities.Add(path, value);
        _paths.Add(path);
    }

    private static void Add(BsonDocument document, string path, BsonValue value)
    {
        var names = path.Split('.');
        for (var index = 0; index < names.Length - 1; index++)
        {
            if (document.GetValue(names[index], null) is BsonDocument inner)
            {
                document = inner;
                continue;
            }

            inner = new BsonDocument(allowDuplicateNames: true);
            document.Add(names[index], inner);
            document = inner;
        }

        document.Add(names[^1], value);
    }
}
