using MongoDB.Bson;

namespace Pipeline.Migrations.Authoring.Schemas;

/// <summary>A document's fields, as a <c>$jsonSchema</c> of bsonType <c>object</c>.</summary>
public sealed class ObjectSchema
{
    private readonly BsonArray _required = [];
    private readonly BsonDocument _properties = [];
    private bool _closed;

    internal ObjectSchema()
    {
    }

    /// <summary>A field that every document has.</summary>
    public ObjectSchema Required(string name, FieldSchema field)
    {
        _required.Add(name);
        return Optional(name, field);
    }

    /// <summary>A field that a document may have.</summary>
    public ObjectSchema Optional(string name, FieldSchema field)
    {
        _properties.Add(name, field.Rule);
        return this;
    }

    /// <summary>Refuses fields that aren't declared. <c>_id</c> must be declared too, then.</summary>
    public ObjectSchema NothingElse()
    {
        _closed = true;
        return this;
    }

    internal BsonDocument Build()
    {
        var schema = new BsonDocument("bsonType", "object");
        // An empty "required" is an error in MongoDB.
        if (_required.Count > 0)
            schema.Add("required", _required);
        schema.Add("properties", _properties);
        if (_closed)
            schema.Add("additionalProperties", false);
        return schema;
    }
}
