namespace Pipeline.Migrations.Authoring.Schemas;

/// <summary>Collects the operations of a <see cref="SchemaMigration"/>, in their order.</summary>
public sealed class SchemaBuilder
{
    private readonly List<SchemaOperation> _operations = [];

    internal SchemaBuilder()
    {
    }

    /// <summary>The collection that the following operations are about.</summary>
    public CollectionBuilder Collection(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new CollectionBuilder(name, _operations.Add);
    }

    internal IReadOnlyList<SchemaOperation> Build() => [.. _operations];
}
