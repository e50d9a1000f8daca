using MongoDB.Bson;
using MongoDB.Driver;
using Pipeline.Migrations.Authoring.Schemas;
using Pipeline.Migrations.Surveying;

namespace Pipeline.Migrations.Verifying;

/// <summary>Holds a database against a declared schema.</summary>
internal sealed class SchemaVerifier(IMongoDatabase database)
{
    private readonly SchemaReader _schema = new(database);

    public async Task<Verification> RunAsync(IReadOnlyList<DeclaredCollection> declared, CancellationToken cancellationToken)
    {
        var actual = (await _schema.ListCollectionsAsync(cancellationToken)).ToDictionary(x => x["name"].AsString);
        var differences = new List<SchemaDifference>();
        foreach (var collection in declared)
        {
            if (actual.GetValueOrDefault(collection.Name) is not { } there)
            {
                differences.Add(new SchemaDifference(SchemaDifferenceKind.Missing, collection.Name, "collection", $"Collection {collection.Name} is declared and isn't there. It was dropped or renamed by other means; restore it, or declare its end in a migration."));
                continue;
            }

            differences.AddRange(Validator(collection, there.GetValue("options", new BsonDocument()).AsBsonDocument));
            differences.AddRange(Indexes(collection, await _schema.ListIndexesAsync(collection.Name, cancellationToken)));
        }

        return new Verification([.. declared.Select(x => x.Name)], differences);
    }

    private static IEnumerable<SchemaDifference> Validator(DeclaredCollection collection, BsonDocument options)
    {
        var rule = options.GetValue("validator", new BsonDocument()).AsBsonDocument;
        if (collection.Validator is not { } declared)
        {
            if (rule.ElementCount > 0)
                yield return new SchemaDifference(SchemaDifferenceKind.Extra, collection.Name, "validator", $"{collection.Name} has a validator that no migration declares: {rule}. Remove it, or declare it.");
            yield break;
        }

        var level = options.GetValue("validationLevel", "strict").AsString;
        var action = options.GetValue("validationAction", "error").AsString;
        if (rule.ElementCount == 0 || level == "off")
            yield return new SchemaDifference(SchemaDifferenceKind.Missing, collection.Name, "validator", $"The validator of {collection.Name} is declared and isn't there. Set it again: `pipeline migrate redo`, or collMod by hand.");
        else if (rule != declared.Rule)
            yield return Different($"declared {declared.Rule}, there {rule}");
        else if (level != (declared.Level == ValidationLevel.Strict ? "strict" : "moderate") || action != (declared.Action == ValidationAction.Error ? "error" : "warn"))
            yield return Different($"declared {declared.Level}/{declared.Action}, there {level}/{action}".ToLowerInvariant());

        SchemaDifference Different(string what) => new(SchemaDifferenceKind.Different, collection.Name, "validator", $"The validator of {collection.Name} isn't as declared: {what}. Undo that, or declare it in a new migration.");
    }

    private static IEnumerable<SchemaDifference> Indexes(DeclaredCollection collection, IReadOnlyList<BsonDocument> actual)
    {
        var byName = actual.ToDictionary(x => x["name"].AsString);
        foreach (var (name, index) in collection.Indexes.OrderBy(x => x.Key, StringComparer.Ordinal))
        {
            if (byName.GetValueOrDefault(name) is not { } there)
                yield return new SchemaDifference(SchemaDifferenceKind.Missing, collection.Name, $"index {name}", $"Index {name} on {collection.Name} is declared and isn't there. Create it again: {index.Keys}{(index.IsUnique ? ", unique" : "")}; or declare its end in a migration.");
            else if (IndexComparison.Differences(index, there) is { Count: > 0 } differences)
                yield return new SchemaDifference(SchemaDifferenceKind.Different, collection.Name, $"index {name}", $"Index {name} on {collection.Name} isn't as declared: {string.Join("; ", differences)}. Drop it and create it as declared, or declare it in a new migration.");
        }

        foreach (var name in byName.Keys.Where(x => x != "_id_" && !collection.Indexes.ContainsKey(x)).Order(StringComparer.Ordinal))
            yield return new SchemaDifference(SchemaDifferenceKind.Extra, collection.Name, $"index {name}", $"Index {name} on {collection.Name} is there and no migration declares it: {byName[name]["key"]}. Drop it, or declare it in a migration.");
    }
}
