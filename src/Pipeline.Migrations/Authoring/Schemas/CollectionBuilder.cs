using MongoDB.Bson;

namespace Pipeline.Migrations.Authoring.Schemas;

/// <summary>Declares operations on one collection.</summary>
public sealed class CollectionBuilder
{
    private readonly string _collection;
    private readonly Action<SchemaOperation> _add;

    internal CollectionBuilder(string collection, Action<SchemaOperation> add)
    {
        _collection = collection;
        _add = add;
    }

    /// <summary>Creates the collection.</summary>
    /// <param name="options">Options of the <c>create</c> command, such as <c>capped</c> or <c>collation</c>. Default none.</param>
    public CollectionBuilder Create(BsonDocument? options = null) => With(new CreateCollection(_collection, options ?? []));

    /// <summary>Drops the collection with its documents. A plan says how many those are.</summary>
    public CollectionBuilder Drop() => With(new DropCollection(_collection));

    /// <summary>Creates an index.</summary>
    public CollectionBuilder Index(Action<IndexBuilder> describe)
    {
        var builder = new IndexBuilder();
        describe(builder);
        return With(new CreateIndex(_collection, builder.Build()));
    }

    /// <summary>Drops an index by its name.</summary>
    public CollectionBuilder DropIndex(string name) => With(new DropIndex(_collection, name));

    /// <summary>Sets the validator to a schema, in place of the one that is there.</summary>
    public CollectionBuilder Validate(Action<ObjectSchema> describe, ValidationLevel level = ValidationLevel.Strict, ValidationAction action = ValidationAction.Error)
    {
        var schema = new ObjectSchema();
        describe(schema);
        return Validate(new Validator(new BsonDocument("$jsonSchema", schema.Build())) { Level = level, Action = action });
    }

    /// <summary>Sets the validator, in place of the one that is there.</summary>
    public CollectionBuilder Validate(Validator validator) => With(new SetValidator(_collection, validator));

    /// <summary>Takes the validator away.</summary>
    public CollectionBuilder RemoveValidator() => With(new SetValidator(_collection, null));

    private CollectionBuilder With(SchemaOperation operation)
    {
        _add(operation);
        return this;
    }
}
