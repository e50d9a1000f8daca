using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Schemas;

namespace Pipeline.Embedded.MongoDB.Tests.Schemas;

public class JsonSchemaTests
{
    [Theory]
    [InlineData("{bsonType: 'object', required: ['a']}", "{a: null}", true)]
    [InlineData("{required: ['a', 'b']}", "{a: 1}", false)]
    [InlineData("{properties: {a: {bsonType: 'int'}}}", "{}", true)]
    [InlineData("{properties: {a: {bsonType: 'int'}}}", "{a: NumberLong(1)}", false)]
    [InlineData("{properties: {a: {bsonType: ['int', 'null']}}}", "{a: null}", true)]
    [InlineData("{properties: {a: {bsonType: 'number'}}}", "{a: NumberDecimal('1')}", true)]
    [InlineData("{properties: {a: {type: 'number'}}}", "{a: 1.5}", true)]
    [InlineData("{properties: {a: {type: 'string'}}}", "{a: ['x']}", false)]
    [InlineData("{properties: {a: {minimum: 1}}}", "{a: 0}", false)]
    [InlineData("{properties: {a: {minimum: 1}}}", "{a: 'x'}", true)]
    [InlineData("{properties: {a: {minimum: 1, exclusiveMinimum: true}}}", "{a: 1}", false)]
    [InlineData("{properties: {a: {maximum: 1}}}", "{a: 1}", true)]
    [InlineData("{properties: {a: {maximum: 1, exclusiveMaximum: true}}}", "{a: 1.0}", false)]
    [InlineData("{properties: {a: {multipleOf: 0.1}}}", "{a: 0.3}", true)]
    [InlineData("{properties: {a: {multipleOf: 2}}}", "{a: 3}", false)]
    [InlineData("{properties: {a: {multipleOf: 2}}}", "{a: NaN}", false)]
    [InlineData("{properties: {a: {minLength: 2}}}", "{a: '\\uD83D\\uDE00'}", false)]
    [InlineData("{properties: {a: {maxLength: 1}}}", "{a: '\\uD83D\\uDE00'}", true)]
    [InlineData("{properties: {a: {pattern: '^x'}}}", "{a: 'yx'}", false)]
    [InlineData("{properties: {a: {enum: [1, {x: 1, y: 2}]}}}", "{a: {y: 2, x: 1}}", true)]
    [InlineData("{properties: {a: {enum: [1, 'x']}}}", "{a: 2}", false)]
    [InlineData("{properties: {a: {minItems: 1, maxItems: 2}}}", "{a: []}", false)]
    [InlineData("{properties: {a: {uniqueItems: true}}}", "{a: [1, 2, 1.0]}", false)]
    [InlineData("{properties: {a: {uniqueItems: false}}}", "{a: [1, 1]}", true)]
    [InlineData("{properties: {a: {items: {bsonType: 'int'}}}}", "{a: [1, 'x']}", false)]
    [InlineData("{properties: {a: {items: [{bsonType: 'int'}, {bsonType: 'string'}]}}}", "{a: [1]}", true)]
    [InlineData("{properties: {a: {items: [{bsonType: 'int'}], additionalItems: false}}}", "{a: [1, 2]}", false)]
    [InlineData("{properties: {a: {items: [{bsonType: 'int'}], additionalItems: {bsonType: 'string'}}}}", "{a: [1, 'x']}", true)]
    [InlineData("{minProperties: 2}", "{a: 1}", false)]
    [InlineData("{maxProperties: 1}", "{a: 1, b: 1}", false)]
    [InlineData("{additionalProperties: false, properties: {a: {}}}", "{a: 1, b: 1}", false)]
    [InlineData("{additionalProperties: false, patternProperties: {'^b': {}}}", "{b1: 1}", true)]
    [InlineData("{patternProperties: {'^b': {bsonType: 'int'}}}", "{b1: 'x'}", false)]
    [InlineData("{additionalProperties: {bsonType: 'int'}, properties: {a: {}}}", "{a: 'x', b: 1}", true)]
    [InlineData("{dependencies: {a: ['b']}}", "{a: 1}", false)]
    [InlineData("{dependencies: {a: {required: ['b']}}}", "{a: 1, b: 1}", true)]
    [InlineData("{allOf: [{required: ['a']}, {required: ['b']}]}", "{a: 1}", false)]
    [InlineData("{anyOf: [{required: ['a']}, {required: ['b']}]}", "{a: 1}", true)]
    [InlineData("{oneOf: [{required: ['a']}, {required: ['b']}]}", "{a: 1, b: 1}", false)]
    [InlineData("{not: {required: ['a']}}", "{a: 1}", false)]
    [InlineData("{properties: {a: {properties: {b: {required: ['c']}}}}}", "{a: {b: {}}}", false)]
    [InlineData("{bsonType: 'array'}", "{}", false)]
    [InlineData("{minimum: 5}", "{}", true)]
    [InlineData("{title: 't', description: 'd'}", "{}", true)]
    public void Schemas_match_as_in_MongoDB(string schema, string document, bool expected) =>
        Assert.Equal(expected, JsonSchema.Parse(BsonDocument.Parse(schema)).Matches(BsonDocument.Parse(document)));

    [Theory]
    [InlineData("{'$ref': 'x'}", 9, "$jsonSchema keyword '$ref' is not currently supported")]
    [InlineData("{default: 1}", 9, "$jsonSchema keyword 'default' is not currently supported")]
    [InlineData("{foo: 1}", 9, "Unknown $jsonSchema keyword: foo")]
    [InlineData("{title: 1}", 14, "$jsonSchema keyword 'title' must be of type string")]
    [InlineData("{properties: 1}", 14, "$jsonSchema keyword 'properties' must be an object")]
    [InlineData("{properties: {a: 1}}", 14, "Nested schema for $jsonSchema property 'a' must be an object")]
    [InlineData("{required: 1}", 14, "$jsonSchema keyword 'required' must be an array, but found an element of type int")]
    [InlineData("{required: []}", 9, "$jsonSchema keyword 'required' cannot be an empty array")]
    [InlineData("{required: ['a', 'a']}", 9, "$jsonSchema keyword 'required' array cannot contain duplicate values")]
    [InlineData("{type: 'integer'}", 9, "$jsonSchema type 'integer' is not currently supported.")]
    [InlineData("{type: 'object', bsonType: 'object'}", 9, "Cannot specify both $jsonSchema keywords 'type' and 'bsonType'")]
    [InlineData("{bsonType: 'foo'}", 2, "Unknown type name alias: foo")]
    [InlineData("{bsonType: 1}", 14, "$jsonSchema keyword 'bsonType' must be either a string or an array of strings")]
    [InlineData("{exclusiveMinimum: true}", 9, "$jsonSchema keyword 'minimum' must be a present if exclusiveMinimum is present")]
    [InlineData("{minimum: 1, exclusiveMinimum: 1}", 14, "$jsonSchema keyword 'exclusiveMinimum' must be a boolean")]
    [InlineData("{maximum: 'x'}", 14, "$jsonSchema keyword 'maximum' must be a number")]
    [InlineData("{multipleOf: 0}", 9, "$jsonSchema keyword 'multipleOf' must have a positive value")]
    [InlineData("{allOf: []}", 2, "$jsonSchema keyword 'allOf' must be a non-empty array")]
    [InlineData("{enum: []}", 9, "$jsonSchema keyword 'enum' cannot be an empty array")]
    [InlineData("{pattern: 1}", 14, "$jsonSchema keyword 'pattern' must be a string")]
    [InlineData("{minLength: -1}", 9, "Expected a non-negative number in: minLength: -1")]
    [InlineData("{properties: {a: {encrypt: {}}}}", 238, "The embedded server doesn't support $jsonSchema keyword 'encrypt'.")]
    public void A_bad_schema_is_refused(string schema, int code, string message)
    {
        var error = Assert.Throws<CommandException>(() => JsonSchema.Parse(BsonDocument.Parse(schema)));

        Assert.Equal((code, message), (error.Code, error.Message));
    }
}
