using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Indexing;

namespace Pipeline.Embedded.MongoDB.Catalog;

/// <summary>Whether an index that is asked for is already there, or can't be beside one that is.</summary>
/// <remarks>Source: https://www.mongodb.com/docs/manual/reference/command/createIndexes/#index-names-and-options.</remarks>
internal static class IndexConflicts
{
    /// <summary>Options that tell two indexes over one key apart.</summary>
    private static readonly string[] s_identity = ["key", "collation", "partialFilterExpression", "unique", "sparse"];

    /// <summary>Options that are not compared.</summary>
    private static readonly HashSet<string> s_ignored = ["v", "name", "background", "hidden", "clustered"];

    /// <returns>Whether the index is there.</returns>
    /// <exception cref="CommandException">IndexOptionsConflict or IndexKeySpecsConflict.</exception>
    public static bool Exists(IReadOnlyList<IndexDefinition> existing, IndexDefinition requested)
    {
        if (requested.IsId)
            return RequireSameCollation(existing[0], requested);

        if (existing.FirstOrDefault(x => x.Name == requested.Name) is { } named)
        {
            if (!HasSameIdentity(named, requested))
                throw new CommandException(ServerError.IndexKeySpecsConflict, $"An existing index has the same name as the requested index. When index names are not specified, they are auto generated and can cause conflicts. Please refer to our documentation. {Both(requested, named)}");
            return HasSameOptions(named, requested)
                ? true
                : throw new CommandException(ServerError.IndexOptionsConflict, $"An equivalent index already exists with the same name but different options. {Both(requested, named)}");
        }

        if (existing.FirstOrDefault(x => HasSameIdentity(x, requested)) is { } equivalent)
        {
            throw HasSameOptions(equivalent, requested)
                ? new CommandException(ServerError.IndexOptionsConflict, $"Index already exists with a different name: {equivalent.Name}")
                : new CommandException(ServerError.IndexOptionsConflict, $"An equivalent index already exists with a different name and options. {Both(requested, equivalent)}");
        }

        return false;
    }

    private static bool RequireSameCollation(IndexDefinition id, IndexDefinition requested) =>
        Same(Option(id, "collation"), Option(requested, "collation"))
            ? true
            : throw new CommandException(ServerError.BadValue, $"The _id index must have the same collation as the collection. Index collation: {ShellText.Of(Option(requested, "collation") ?? new BsonDocument())}, collection collation: {ShellText.Of(Option(id, "collation") ?? new BsonDocument())}");

    private static bool HasSameIdentity(IndexDefinition one, IndexDefinition other) => Array.TrueForAll(s_identity, x => Same(Option(one, x), Option(other, x)));

    private static bool HasSameOptions(IndexDefinition one, IndexDefinition other) =>
        one.Specification.Names.Union(other.Specification.Names).Where(x => !s_ignored.Contains(x)).All(x => Same(Option(one, x), Option(other, x)));

    private static BsonValue? Option(IndexDefinition definition, string name) => definition.Specification.TryGetValue(name, out var value) ? value : null;

    private static bool Same(BsonValue? one, BsonValue? other) => one is null || other is null ? one is null && other is null : one == other;

    private static string Both(IndexDefinition requested, IndexDefinition existing) =>
        $"Requested index: {ShellText.Of(requested.Specification)}, existing index: {ShellText.Of(existing.Specification)}";
}
