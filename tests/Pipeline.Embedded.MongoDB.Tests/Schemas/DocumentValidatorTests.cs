using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Matching;
using Pipeline.Embedded.MongoDB.Schemas;

namespace Pipeline.Embedded.MongoDB.Tests.Schemas;

public class DocumentValidatorTests
{
    [Fact]
    public void A_schema_explains_types_bounds_and_missing_properties()
    {
        const string Schema = "{$jsonSchema: {bsonType: 'object', title: 'Student', required: ['name', 'year'], properties: {name: {bsonType: 'string', description: 'must be a string'}, year: {bsonType: 'int', minimum: 2017}}}}";
        const string Expected = """
            {operatorName: '$jsonSchema', title: 'Student', schemaRulesNotSatisfied: [
              {operatorName: 'properties', propertiesNotSatisfied: [
                {propertyName: 'name', description: 'must be a string', details: [
                  {operatorName: 'bsonType', specifiedAs: {bsonType: 'string'}, reason: 'type did not match', consideredValue: 5, consideredType: 'int'}]}]},
              {operatorName: 'required', specifiedAs: {required: ['name', 'year']}, missingProperties: ['year']}]}
            """;

        AssertExplained(Schema, "{name: 5}", Expected);
    }

    [Theory]
    [InlineData("{minimum: 1}", "0", "[{operatorName: 'minimum', specifiedAs: {minimum: 1}, reason: 'comparison failed', consideredValue: 0}]")]
    [InlineData("{maximum: 1, exclusiveMaximum: true}", "1", "[{operatorName: 'maximum', specifiedAs: {maximum: 1, exclusiveMaximum: true}, reason: 'comparison failed', consideredValue: 1}]")]
    [InlineData("{multipleOf: 2}", "3", "[{operatorName: 'multipleOf', specifiedAs: {multipleOf: 2}, reason: 'considered value is not a multiple of the specified value', consideredValue: 3}]")]
    [InlineData("{minLength: 3}", "'x'", "[{operatorName: 'minLength', specifiedAs: {minLength: 3}, reason: 'specified string length was not satisfied', consideredValue: 'x'}]")]
    [InlineData("{pattern: '^a'}", "'x'", "[{operatorName: 'pattern', specifiedAs: {pattern: '^a'}, reason: 'regular expression did not match', consideredValue: 'x'}]")]
    [InlineData("{enum: [1, 2]}", "3", "[{operatorName: 'enum', specifiedAs: {enum: [1, 2]}, reason: 'value was not found in enum', consideredValue: 3}]")]
    [InlineData("{uniqueItems: true}", "[1, 1]", "[{operatorName: 'uniqueItems', specifiedAs: {uniqueItems: true}, reason: 'found a duplicate item', consideredValue: [1, 1], duplicatedValue: 1}]")]
    [InlineData("{minItems: 1}", "[]", "[{operatorName: 'minItems', specifiedAs: {minItems: 1}, reason: 'array did not match specified length', consideredValue: [], numberOfItems: 0}]")]
    [InlineData("{items: {bsonType: 'int'}}", "[1, 'x']", "[{operatorName: 'items', reason: 'At least one item did not match the sub-schema', itemIndex: NumberLong(1), details: [{operatorName: 'bsonType', specifiedAs: {bsonType: 'int'}, reason: 'type did not match', consideredValue: 'x', consideredType: 'string'}]}]")]
    [InlineData("{items: [{minimum: 1}]}", "[0]", "[{operatorName: 'items', details: [{itemIndex: 0, details: [{operatorName: 'minimum', specifiedAs: {minimum: 1}, reason: 'comparison failed', consideredValue: 0}]}]}]")]
    [InlineData("{items: [{}], additionalItems: false}", "[0, 1, 2]", "[{operatorName: 'additionalItems', specifiedAs: {additionalItems: false}, reason: 'found additional items', additionalItems: [1, 2]}]")]
    [InlineData("{minProperties: 1}", "{}", "[{operatorName: 'minProperties', specifiedAs: {minProperties: 1}, reason: 'specified number of properties was not satisfied', numberOfProperties: 0}]")]
    [InlineData("{additionalProperties: false, properties: {x: {}}}", "{x: 1, y: 2}", "[{operatorName: 'additionalProperties', specifiedAs: {additionalProperties: false}, additionalProperties: ['y']}]")]
    [InlineData("{additionalProperties: {minimum: 1}}", "{x: 0}", "[{operatorName: 'additionalProperties', reason: 'at least one additional property did not match the subschema', failingProperty: 'x', details: [{operatorName: 'minimum', specifiedAs: {minimum: 1}, reason: 'comparison failed', consideredValue: 0}]}]")]
    [InlineData("{patternProperties: {'^x': {minimum: 1}}}", "{x1: 0}", "[{operatorName: 'patternProperties', details: [{propertyName: 'x1', regexMatched: '^x', details: [{operatorName: 'minimum', specifiedAs: {minimum: 1}, reason: 'comparison failed', consideredValue: 0}]}]}]")]
    [InlineData("{dependencies: {x: ['y']}}", "{x: 0}", "[{operatorName: 'dependencies', failingDependencies: [{conditionalProperty: 'x', missingProperties: ['y']}]}]")]
    [InlineData("{not: {minimum: 1}}", "2", "[{operatorName: 'not', reason: 'child expression matched'}]")]
    [InlineData("{oneOf: [{minimum: 1}, {maximum: 3}]}", "2", "[{operatorName: 'oneOf', reason: 'more than one subschema matched', matchingSchemaIndexes: [0, 1]}]")]
    [InlineData("{anyOf: [{minimum: 3, title: 't'}, {bsonType: 'string'}]}", "2", "[{operatorName: 'anyOf', schemasNotSatisfied: [{index: NumberLong(0), title: 't', details: [{operatorName: 'minimum', specifiedAs: {minimum: 3}, reason: 'comparison failed', consideredValue: 2}]}, {index: NumberLong(1), details: [{operatorName: 'bsonType', specifiedAs: {bsonType: 'string'}, reason: 'type did not match', consideredValue: 2, consideredType: 'int'}]}]}]")]
    [InlineData("{bsonType: 'string', minLength: 1}", "2", "[{operatorName: 'bsonType', specifiedAs: {bsonType: 'string'}, reason: 'type did not match', consideredValue: 2, consideredType: 'int'}]")]
    public void Each_keyword_is_explained(string schema, string value, string expected)
    {
        var explanation = $"{{operatorName: '$jsonSchema', schemaRulesNotSatisfied: [{{operatorName: 'properties', propertiesNotSatisfied: [{{propertyName: 'a', details: {expected}}}]}}]}}";

        AssertExplained($"{{$jsonSchema: {{properties: {{a: {schema}}}}}}}", $"{{a: {value}}}", explanation);
    }

    [Theory]
    [InlineData("{a: 2}", "{a: 1}", "{operatorName: '$eq', specifiedAs: {a: 2}, reason: 'comparison failed', consideredValue: 1}")]
    [InlineData("{a: {$gt: 2}}", "{}", "{operatorName: '$gt', specifiedAs: {a: {$gt: 2}}, reason: 'field was missing'}")]
    [InlineData("{a: {$gt: 2}}", "{a: [1, 2]}", "{operatorName: '$gt', specifiedAs: {a: {$gt: 2}}, reason: 'comparison failed', consideredValues: [1, 2]}")]
    [InlineData("{a: {$ne: 1}}", "{a: 1}", "{operatorName: '$ne', specifiedAs: {a: {$ne: 1}}, reason: 'comparison succeeded', consideredValue: 1}")]
    [InlineData("{a: {$in: [1, 2]}}", "{a: 3}", "{operatorName: '$in', specifiedAs: {a: {$in: [1, 2]}}, reason: 'no matching value found in array', consideredValue: 3}")]
    [InlineData("{a: {$nin: [1, 2]}}", "{a: 1}", "{operatorName: '$nin', specifiedAs: {a: {$nin: [1, 2]}}, reason: 'matching value found in array', consideredValue: 1}")]
    [InlineData("{a: {$exists: true}}", "{}", "{operatorName: '$exists', specifiedAs: {a: {$exists: true}}, reason: 'path does not exist'}")]
    [InlineData("{a: {$exists: false}}", "{a: 1}", "{operatorName: '$exists', specifiedAs: {a: {$exists: false}}, reason: 'path does exist'}")]
    [InlineData("{a: {$type: 'string'}}", "{a: 1}", "{operatorName: '$type', specifiedAs: {a: {$type: 'string'}}, reason: 'type did not match', consideredValue: 1, consideredType: 'int'}")]
    [InlineData("{a: /x/}", "{a: 'y'}", "{operatorName: '$regex', specifiedAs: {a: /x/}, reason: 'regular expression did not match', consideredValue: 'y'}")]
    [InlineData("{a: {$size: 2}}", "{a: 1}", "{operatorName: '$size', specifiedAs: {a: {$size: 2}}, reason: 'type did not match', consideredType: 'int', expectedType: 'array', consideredValue: 1}")]
    [InlineData("{a: {$mod: [2, 0]}}", "{a: 1}", "{operatorName: '$mod', specifiedAs: {a: {$mod: [2, 0]}}, reason: '$mod did not evaluate to expected remainder', consideredValue: 1}")]
    [InlineData("{a: {$not: {$gt: 1}}}", "{a: 2}", "{operatorName: '$not', details: {operatorName: '$gt', specifiedAs: {a: {$gt: 1}}, reason: 'comparison succeeded', consideredValue: 2}}")]
    [InlineData("{a: {$all: [1, 2]}}", "{a: [1]}", "{operatorName: '$all', specifiedAs: {a: {$all: [1, 2]}}, reason: 'array did not contain all specified values', consideredValue: [1]}")]
    [InlineData("{$expr: {$eq: ['$a', '$b']}}", "{a: 1, b: 2}", "{operatorName: '$expr', specifiedAs: {$expr: {$eq: ['$a', '$b']}}, reason: 'expression did not match', expressionResult: false}")]
    [InlineData("{$or: [{a: 1}, {b: 1}]}", "{a: 2, b: 1.5}", "{operatorName: '$or', clausesNotSatisfied: [{index: NumberLong(0), details: {operatorName: '$eq', specifiedAs: {a: 1}, reason: 'comparison failed', consideredValue: 2}}, {index: NumberLong(1), details: {operatorName: '$eq', specifiedAs: {b: 1}, reason: 'comparison failed', consideredValue: 1.5}}]}")]
    [InlineData("{a: 1, b: 1}", "{a: 1, b: 2}", "{operatorName: '$and', clausesNotSatisfied: [{index: NumberLong(1), details: {operatorName: '$eq', specifiedAs: {b: 1}, reason: 'comparison failed', consideredValue: 2}}]}")]
    [InlineData("{$nor: [{a: 1}, {a: 2}]}", "{a: 2}", "{operatorName: '$nor', clausesNotSatisfied: [{index: NumberLong(1), details: {operatorName: '$eq', specifiedAs: {a: 2}, reason: 'comparison succeeded', consideredValue: 2}}]}")]
    [InlineData("{$nor: [{$jsonSchema: {minimum: 1}}]}", "{a: 4}", "{operatorName: '$nor', clausesNotSatisfied: [{index: NumberLong(0), details: {operatorName: '$jsonSchema', reason: 'schema matched'}}]}")]
    public void Query_operators_are_explained(string validator, string document, string expected) => AssertExplained(validator, document, expected);

    [Theory]
    [InlineData("{a: 1}")]
    [InlineData("{$jsonSchema: {required: ['a']}}")]
    [InlineData("{$and: [{a: {$gt: 0}}, {$expr: {$lt: ['$a', 5]}}]}")]
    [InlineData("{}")]
    public void A_valid_document_needs_no_explanation(string validator) =>
        Assert.Null(DocumentValidator.Explain(BsonDocument.Parse(validator), BsonDocument.Parse("{a: 1}"), FilterOptions.None));

    private static void AssertExplained(string validator, string document, string expected)
    {
        var details = DocumentValidator.Explain(BsonDocument.Parse(validator), BsonDocument.Parse(document), FilterOptions.None);

        Assert.Equal(BsonDocument.Parse(expected).ToJson(), details?.ToJson());
    }
}
