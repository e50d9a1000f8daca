using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Expressions;
using Pipeline.Embedded.MongoDB.Matching;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Indexing;

/// <summary>Reads what <c>createIndexes</c> is given, refuses what isn't an index, and completes it as <c>listIndexes</c> will show it.</summary>
/// <remarks>Source: https://www.mongodb.com/docs/manual/reference/command/createIndexes/.</remarks>
internal static class IndexSpecification
{
    private static readonly HashSet<string> s_known =
    [
        "v", "key", "name", "ns", "unique", "sparse", "hidden", "background", "expireAfterSeconds", "partialFilterExpression", "collation",
        "storageEngine", "dropDups", "clustered", "prepareUnique",
    ];

    private static readonly HashSet<string> s_ofOtherKinds =
    [
        "weights", "default_language", "language_override", "textIndexVersion", "2dsphereIndexVersion", "bits", "min", "max", "bucketSize",
        "wildcardProjection", "finestIndexedLevel", "coarsestIndexedLevel",
    ];

    private static readonly string[] s_plugins = ["text", "2d", "2dsphere", "2dsphere_bucket", "geoHaystack", "hashed", "wildcard", "columnstore", "queryable_encrypted_range"];

    private static readonly HashSet<string> s_ofId = ["v", "key", "name", "ns", "collation", "unique", "clustered", "hidden"];

    /// <param name="given">The specification.</param>
    /// <param name="collectionCollation">What an index has that names no collation.</param>
    /// <param name="now">From when uses are counted.</param>
    public static IndexDefinition Parse(BsonDocument given, BsonDocument? collectionCollation, DateTime now)
    {
        var key = KeyOf(given);
        if (!given.TryGetValue("name", out var nameValue))
            throw new CommandException(ServerError.FailedToParse, $"The 'name' field is a required property of an index specification. Specification: {ShellText.Of(given)}");
        if (nameValue is not BsonString { Value: var name })
            throw new CommandException(ServerError.TypeMismatch, $"The field 'name' must be a string, but got {BsonTypeName.Of(nameValue)}");
        if (name.Length == 0)
            throw new CommandException(ServerError.CannotCreateIndex, "Error in specification " + ShellText.Of(given) + " :: caused by :: The index name cannot be empty");
        if (name == "*")
            throw new CommandException(ServerError.BadValue, "The index name '*' is not valid.");

        var isId = key is { ElementCount: 1 } && key.Contains("_id") && !given.Contains("clustered");
        if (isId)
            name = IndexDefinition.IdName;
        else if (name == IndexDefinition.IdName && !given.Contains("clustered"))
            throw new CommandException(ServerError.BadValue, $"The index name '_id_' is reserved for the _id index, which must have key pattern {{_id: 1}}, found key: {ShellText.Of(key)}");

        RequireKnownOptions(given, isId);
        var fields = key.Select(Field).ToArray();
        var collation = CollationOf(given, collectionCollation);
        var specification = Complete(given, key, name, collation, isId);
        return new IndexDefinition
        {
            Name = name,
            Specification = specification,
            Fields = fields,
            IsUnique = isId || IsTrue(specification, "unique") || IsTrue(specification, "clustered"),
            IsPreparedUnique = IsTrue(specification, "prepareUnique"),
            IsSparse = IsTrue(specification, "sparse"),
            IsHidden = IsTrue(specification, "hidden"),
            Collation = collation,
            PartialFilter = PartialFilter(specification, collation),
            ExpiresAfter = ExpiresAfter(specification, fields),
            Usage = new IndexUsage(now),
        };
    }

    /// <summary>For <c>ignoreUnknownIndexOptions</c>.</summary>
    public static BsonDocument WithoutUnknown(BsonDocument given) => new(given.Where(x => s_known.Contains(x.Name) || s_ofOtherKinds.Contains(x.Name)));

    private static BsonDocument KeyOf(BsonDocument given)
    {
        if (!given.TryGetValue("key", out var value))
            throw new CommandException(ServerError.FailedToParse, $"The 'key' field is a required property of an index specification. Specification: {ShellText.Of(given)}");
        if (value is not BsonDocument key)
            throw new CommandException(ServerError.TypeMismatch, $"The field 'key' must be an object, but got {BsonTypeName.Of(value)}");
        if (key.ElementCount == 0)
            throw new CommandException(ServerError.CannotCreateIndex, "Index keys cannot be empty.");
        return key;
    }

    private static IndexField Field(BsonElement element)
    {
        var (path, value) = (element.Name, element.Value);
        if (path.Length == 0)
            throw new CommandException(ServerError.CannotCreateIndex, "Index keys cannot contain an empty field.");
        if (Array.Exists(path.Split('.'), x => x.Length == 0))
            throw new CommandException(ServerError.CannotCreateIndex, $"Index keys cannot contain an empty field.");
        if (value is BsonString { Value: var plugin })
        {
            throw Array.IndexOf(s_plugins, plugin) >= 0
                ? NotSupported($"'{plugin}' indexes")
                : new CommandException(ServerError.CannotCreateIndex, $"Unknown index plugin '{plugin}'");
        }

        if (path == "$**" || path.EndsWith(".$**", StringComparison.Ordinal))
            throw NotSupported("wildcard indexes");
        if (path.Split('.') is var parts && Array.Exists(parts, x => x[0] == '$' && x is not ("$ref" or "$id" or "$db")))
            throw new CommandException(ServerError.CannotCreateIndex, "Index key contains an illegal field name: field name starts with '$'.");
        if (!value.IsNumeric)
            throw new CommandException(ServerError.CannotCreateIndex, $"Values in v:2 index key pattern cannot be of type {BsonTypeName.Of(value)}. Only numbers > 0, numbers < 0, and strings are allowed.");
        var direction = value.ToDouble();
        if (direction == 0 || double.IsNaN(direction))
            throw new CommandException(ServerError.CannotCreateIndex, "Values in the index key pattern cannot be 0.");
        return new IndexField(FieldPath.Parse(path), direction < 0);
    }

    private static void RequireKnownOptions(BsonDocument given, bool isId)
    {
        foreach (var name in given.Names)
        {
            if (s_ofOtherKinds.Contains(name))
                throw NotSupported($"'{name}' (of text, geo and wildcard indexes)");
            if (!s_known.Contains(name))
                throw new CommandException(ServerError.InvalidIndexSpecificationOption, $"Error in specification {ShellText.Of(given)} :: caused by :: The field '{name}' is not valid for an index specification. Specification: {ShellText.Of(given)}");
            if (isId && !s_ofId.Contains(name))
                throw new CommandException(ServerError.InvalidIndexSpecificationOption, $"The field '{name}' is not valid for an _id index specification. Specification: {ShellText.Of(given)}");
        }

        foreach (var name in new[] { "unique", "sparse", "hidden" })
        {
            if (given.TryGetValue(name, out var value) && !value.IsBoolean && !value.IsNumeric)
                throw new CommandException(ServerError.TypeMismatch, $"Error in specification {ShellText.Of(given)} :: caused by :: The field '{name}' has value {name}: {ShellText.Of(value)}, which is not convertible to bool");
        }

        if (isId && IsTrue(given, "hidden"))
            throw new CommandException(ServerError.BadValue, "can't hide _id index");
        if (IsTrue(given, "sparse") && given.Contains("partialFilterExpression"))
            throw new CommandException(ServerError.CannotCreateIndex, "cannot mix \"partialFilterExpression\" and \"sparse\" options");
    }

    private static Collation? CollationOf(BsonDocument given, BsonDocument? ofCollection)
    {
        if (!given.TryGetValue("collation", out var value))
            return Collation.Parse(ofCollection);
        return value is BsonDocument { ElementCount: > 0 } document
            ? Collation.Parse(document)
            : throw new CommandException(ServerError.BadValue, "The field 'collation' cannot be an empty object.");
    }

    private static BsonDocument Complete(BsonDocument given, BsonDocument key, string name, Collation? collation, bool isId)
    {
        var complete = new BsonDocument { { "v", 2 }, { "key", key }, { "name", name } };
        foreach (var element in given)
        {
            if (element.Name is "v" or "key" or "name" or "ns" or "collation" or "dropDups" || (isId && element.Name == "unique"))
                continue;
            if (element.Name is "unique" or "sparse" or "hidden" or "background")
            {
                if (element.Value.ToBoolean())
                    complete.Add(element.Name, true);
                else if (element.Name == "background")
                    complete.Add(element.Name, false);
                continue;
            }

            complete.Add(element);
        }

        if (collation is not null)
            complete.Add("collation", collation.ToBson());
        return complete;
    }

    private static Filter? PartialFilter(BsonDocument specification, Collation? collation)
    {
        if (!specification.TryGetValue("partialFilterExpression", out var value))
            return null;
        if (value is not BsonDocument expression)
            throw new CommandException(ServerError.TypeMismatch, "The field 'partialFilterExpression' must be an object, but got " + BsonTypeName.Of(value));
        var filter = Filter.Parse(expression, new FilterOptions { Evaluation = EvaluationSettings.None with { Collation = collation } });
        PartialFilterRules.Require(filter.Root);
        return filter;
    }

    private static TimeSpan? ExpiresAfter(BsonDocument specification, IndexField[] fields)
    {
        if (!specification.TryGetValue("expireAfterSeconds", out var value))
            return null;
        if (!value.IsNumeric)
            throw new CommandException(ServerError.CannotCreateIndex, $"TTL index 'expireAfterSeconds' option must be numeric, but received a type of '{BsonTypeName.Of(value)}'. Index spec: {ShellText.Of(specification)}");
        if (fields.Length != 1)
            throw new CommandException(ServerError.CannotCreateIndex, $"TTL indexes are single-field indexes, compound indexes do not support TTL. Index spec: {ShellText.Of(specification)}");
        var seconds = value.ToDouble();
        if (seconds is < 0 or > int.MaxValue)
            throw new CommandException(ServerError.CannotCreateIndex, $"TTL index 'expireAfterSeconds' option must be within an acceptable range, try a different number than {ShellText.Of(value)}. Index spec: {ShellText.Of(specification)}");
        return double.IsNaN(seconds) ? TimeSpan.Zero : TimeSpan.FromSeconds(Math.Truncate(seconds));
    }

    private static bool IsTrue(BsonDocument document, string name) => document.TryGetValue(name, out var value) && value.ToBoolean();

    private static CommandException NotSupported(string what) =>
        new(ServerError.CannotCreateIndex, $"This embedded server has no {what}. Use a MongoDB server where they are needed.");
}
