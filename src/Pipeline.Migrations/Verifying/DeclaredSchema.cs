using Pipeline.Migrations.Authoring;
using Pipeline.Migrations.Authoring.Schemas;
using Pipeline.Migrations.Journaling;
using Pipeline.Migrations.Sources;

namespace Pipeline.Migrations.Verifying;

/// <summary>The schema that the applied migrations declare: their operations, in the order in which they were applied.</summary>
internal static class DeclaredSchema
{
    public static IReadOnlyList<DeclaredCollection> Of(MigrationSet migrations, MigrationJournal journal)
    {
        var collections = new SortedDictionary<string, DeclaredCollection>(StringComparer.Ordinal);
        var applied = journal.Entries.Where(x => x.IsApplied).OrderBy(x => x.Sequence).ThenBy(x => x.Version).Select(x => migrations.Find(x.Version));
        foreach (var operation in applied.Where(x => x is { Kind: MigrationKind.Schema }).SelectMany(x => x!.SchemaOperations(isUp: true)))
        {
            if (operation is DropCollection)
                collections.Remove(operation.Collection);
            else if (operation is not (DropIndex or SetValidator { Validator: null }) || collections.ContainsKey(operation.Collection))
                collections[operation.Collection] = After(collections.GetValueOrDefault(operation.Collection) ?? new DeclaredCollection(operation.Collection), operation);
        }

        return [.. collections.Values];
    }

    private static DeclaredCollection After(DeclaredCollection collection, SchemaOperation operation) => operation switch
    {
        SetValidator set => collection with { Validator = set.Validator },
        CreateIndex create => collection with { Indexes = new Dictionary<string, IndexDefinition>(collection.Indexes) { [create.Index.Name] = create.Index } },
        DropIndex drop => collection with { Indexes = collection.Indexes.Where(x => x.Key != drop.Name).ToDictionary() },
        _ => collection,
    };
}
