using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Expressions;
using Pipeline.Embedded.MongoDB.Matching;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Storage;

/// <summary>Reads the options of <c>create</c>, and of an entry of the oplog that made a collection.</summary>
/// <remarks>Source: https://www.mongodb.com/docs/manual/reference/command/create/.</remarks>
internal static class CollectionSpecification
{
    private static readonly HashSet<string> s_refused = ["timeseries", "encryptedFields", "expireAfterSeconds", "autoIndexId"];

    private static readonly HashSet<string> s_passing = ["idIndex", "storageEngine", "indexOptionDefaults", "temp", "flags"];

    public static CollectionOptions Parse(BsonDocument given)
    {
        foreach (var refused in given.Names.Where(s_refused.Contains))
            throw new CommandException(ServerError.InvalidOptions, $"This embedded server has no '{refused}' collections. Use a MongoDB server where they are needed.");

        var isCapped = given.GetValue("capped", false).ToBoolean();
        if (isCapped && !given.Contains("size"))
            throw new CommandException(ServerError.InvalidOptions, "the 'size' field is required when 'capped' is true");
        if (!isCapped && given.Names.FirstOrDefault(x => x is "size" or "max") is { } misplaced)
            throw new CommandException(ServerError.InvalidOptions, $"the '{misplaced}' field requires capped to be true");
        if (given.TryGetValue("viewOn", out var viewOn) && viewOn is not BsonString { Value.Length: > 0 })
            throw new CommandException(ServerError.BadValue, "'viewOn' cannot be empty");
        if (given.Contains("pipeline") && viewOn is null)
            throw new CommandException(ServerError.InvalidOptions, "'pipeline' requires 'viewOn' to also be specified");

        var collation = given.TryGetValue("collation", out var spec) ? Collation.Parse(spec.AsBsonDocument) : null;
        var specification = Specification(given, collation);
        return WithValidator(new CollectionOptions
        {
            Specification = specification,
            IsCapped = isCapped,
            MaxBytes = isCapped ? CappedBytes(given["size"]) : long.MaxValue,
            MaxDocuments = given.TryGetValue("max", out var max) && max.ToInt64() > 0 ? max.ToInt64() : long.MaxValue,
            Collation = collation,
            KeepsPreImages = KeepsPreImages(specification),
            IsClustered = specification.Contains("clusteredIndex"),
            ViewOn = viewOn?.AsString,
            ViewPipeline = viewOn is null ? null : given.GetValue("pipeline", new BsonArray()).AsBsonArray,
        });
    }

    /// <summary>What follows from <c>validator</c>, <c>validationLevel</c> and <c>validationAction</c> of the specification.</summary>
    public static CollectionOptions WithValidator(CollectionOptions options)
    {
        var validator = options.Specification.TryGetValue("validator", out var value) && value is BsonDocument { ElementCount: > 0 } document ? document : null;
        return options with
        {
            Validator = validator,
            ValidatorFilter = validator is null ? null : Filter.Parse(validator, new FilterOptions { Evaluation = EvaluationSettings.None with { Collation = options.Collation } }),
            ValidationLevel = Choice(options.Specification, "validationLevel", ValidationLevel.Strict),
            ValidationAction = Choice(options.Specification, "validationAction", ValidationAction.Error),
        };
    }

    public static bool KeepsPreImages(BsonDocument specification) =>
        specification.TryGetValue("changeStreamPreAndPostImages", out var images) && images.AsBsonDocument.GetValue("enabled", false).ToBoolean();

    private static T Choice<T>(BsonDocument specification, string field, T byDefault)
        where T : struct, Enum
    {
        if (!specification.TryGetValue(field, out var value))
            return byDefault;
        return value is BsonString { Value: var name } && Enum.TryParse<T>(name, ignoreCase: true, out var choice)
            ? choice
            : throw new CommandException(ServerError.BadValue, $"Enumeration value '{value}' for field '{field}' is not a valid value.");
    }

    /// <summary>MongoDB rounds up to 256 bytes.</summary>
    private static long CappedBytes(BsonValue size) => size.ToInt64() is > 0 and var bytes
        ? (bytes + 255) / 256 * 256
        : throw new CommandException(ServerError.BadValue, "BSON field 'size' value must be >= 1, actual value '" + size + "'");

    private static BsonDocument Specification(BsonDocument given, Collation? collation)
    {
        var specification = new BsonDocument();
        foreach (var element in given)
        {
            switch (element.Name)
            {
                case "capped" when !element.Value.ToBoolean():
                case "collation":
                    break;
                case "capped":
                    specification.Add("capped", true);
                    break;
                case "size":
                    specification.Add("size", CappedBytes(element.Value));
                    break;
                case "clusteredIndex":
                    specification.Add("clusteredIndex", ClusteredIndex(element.Value));
                    break;
                case "max" or "validator" or "validationLevel" or "validationAction" or "viewOn" or "pipeline" or "changeStreamPreAndPostImages":
                    specification.Add(element.DeepClone());
                    break;
                case var name when s_passing.Contains(name):
                    break;
                default:
                    throw new CommandException(ServerError.IDLUnknownField, $"BSON field 'create.{element.Name}' is an unknown field.");
            }
        }

        if (collation is not null)
            specification.Add("collation", collation.ToBson());
        return specification;
    }

    private static BsonDocument ClusteredIndex(BsonValue value)
    {
        if (value is not BsonDocument given)
            return new BsonDocument { { "v", 2 }, { "key", new BsonDocument("_id", 1) }, { "name", "_id_" }, { "unique", true } };
        if (!given.GetValue("unique", false).ToBoolean())
            throw new CommandException(5979700, "The clusteredIndex option requires unique: true to be specified");
        if (given.GetValue("key", BsonNull.Value) is not BsonDocument { ElementCount: 1 } key || !key.Contains("_id"))
            throw new CommandException(ServerError.InvalidIndexSpecificationOption, "The clusteredIndex option is only supported for key: {_id: 1}");
        return new BsonDocument { { "v", 2 }, { "key", new BsonDocument("_id", 1) }, { "name", given.GetValue("name", "_id_") }, { "unique", true } };
    }
}
