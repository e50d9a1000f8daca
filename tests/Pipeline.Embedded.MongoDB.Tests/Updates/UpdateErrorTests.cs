using MongoDB.Bson;
using MongoDB.Bson.Serialization;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Updates;

namespace Pipeline.Embedded.MongoDB.Tests.Updates;

public class UpdateErrorTests
{
    [Theory]
    [InlineData("{$foo: {a: 1}}", 9, "Unknown modifier: $foo. Expected a valid update modifier or pipeline-style update specified as an array")]
    [InlineData("{$pushAll: {a: [1]}}", 9, "Unknown modifier: $pushAll. Expected a valid update modifier or pipeline-style update specified as an array")]
    [InlineData("{$set: {a: 1}, b: 1}", 9, "Unknown modifier: b. Expected a valid update modifier or pipeline-style update specified as an array")]
    [InlineData("{$set: 5}", 9, "Modifiers operate on fields but we found type int instead. For example: {$mod: {<field>: ...}} not {$set: 5}")]
    [InlineData("{$set: {'': 1}}", 56, "An empty update path is not valid.")]
    [InlineData("{$set: {'a..b': 1}}", 56, "The update path 'a..b' contains an empty field name, which is not allowed.")]
    [InlineData("{$set: {'$.a': 1}}", 2, "Cannot have positional (i.e. '$') element in the first position in path '$.a'")]
    [InlineData("{$set: {'$[].a': 1}}", 2, "Cannot have array filter identifier (i.e. '$[<id>]') element in the first position in path '$[].a'")]
    [InlineData("{$set: {'a.$.b.$': 1}}", 2, "Too many positional (i.e. '$') elements found in path 'a.$.b.$'")]
    [InlineData("{$set: {'a.$[x]': 1}}", 2, "No array filter found for identifier 'x' in path 'a.$[x]'")]
    [InlineData("{$set: {a: 1}, $inc: {a: 1}}", 40, "Updating the path 'a' would create a conflict at 'a'")]
    [InlineData("{$set: {a: 1, 'a.b': 1}}", 40, "Updating the path 'a.b' would create a conflict at 'a'")]
    [InlineData("{$set: {'a.b': 1, a: 1}}", 40, "Updating the path 'a' would create a conflict at 'a'")]
    [InlineData("{$set: {'a.b': 1}, $unset: {'a.b.c': 1}}", 40, "Updating the path 'a.b.c' would create a conflict at 'a.b'")]
    [InlineData("{$set: {'a.0': 1, 'a.$[]': 2}}", 40, "Updating the path 'a.$[]' would create a conflict at 'a'")]
    [InlineData("{$set: {b: 1}, $rename: {a: 'b'}}", 40, "Updating the path 'b' would create a conflict at 'b'")]
    [InlineData("{$rename: {a: 1}}", 2, "The 'to' field for $rename must be a string: a: 1")]
    [InlineData("{$rename: {a: 'b\\u0000'}}", 2, "The 'to' field for $rename cannot contain an embedded null byte")]
    [InlineData("{$rename: {a: 'a'}}", 2, "The source and target field for $rename must differ: a: \"a\"")]
    [InlineData("{$rename: {a: 'a.b'}}", 2, "The source and target field for $rename must not be on the same path: a: \"a.b\"")]
    [InlineData("{$rename: {'a.$': 'b'}}", 2, "The source field for $rename may not be dynamic: a.$")]
    [InlineData("{$rename: {a: 'b.$[]'}}", 2, "The destination field for $rename may not be dynamic: b.$[]")]
    [InlineData("{$inc: {a: 'x'}}", 14, "Cannot increment with non-numeric argument: {a: \"x\"}")]
    [InlineData("{$mul: {a: null}}", 14, "Cannot multiply with non-numeric argument: {a: null}")]
    [InlineData("{$currentDate: {a: 1}}", 2, "int is not valid type for $currentDate. Please use a boolean ('true') or a $type expression ({$type: 'timestamp/date'}).")]
    [InlineData("{$currentDate: {a: {$type: 'x'}}}", 2, "The '$type' string field is required to be 'date' or 'timestamp': {$currentDate: {field : {$type: 'date'}}}")]
    [InlineData("{$currentDate: {a: {$foo: 'x'}}}", 2, "Unrecognized $currentDate option: $foo")]
    [InlineData("{$bit: {a: 1}}", 2, "The $bit modifier is not compatible with a int. You must pass in an embedded document: {$bit: {field: {and/or/xor: #}}")]
    [InlineData("{$bit: {a: {foo: 1}}}", 2, "The $bit modifier only supports 'and', 'or', and 'xor', not 'foo' which is an unknown operator: {foo: 1}")]
    [InlineData("{$bit: {a: {and: 1.5}}}", 2, "The $bit modifier field must be an Integer(32/64 bit); a 'double' is not supported here: {and: 1.5}")]
    [InlineData("{$bit: {a: {}}}", 2, "You must pass in at least one bitwise operation. The format is: {$bit: {field: {and/or/xor: #}}")]
    [InlineData("{$push: {a: {$each: 1}}}", 2, "The argument to $each in $push must be an array but it was of type: int")]
    [InlineData("{$push: {a: {$each: [], $foo: 1}}}", 2, "Unrecognized clause in $push: $foo")]
    [InlineData("{$push: {a: {$each: [], $slice: 'x'}}}", 2, "The value for $slice must be an integer value but was given type: string")]
    [InlineData("{$push: {a: {$each: [], $sort: 5}}}", 2, "The $sort element value must be either 1 or -1")]
    [InlineData("{$addToSet: {a: {$each: 1}}}", 14, "The argument to $each in $addToSet must be an array but it was of type int")]
    [InlineData("{$pop: {a: 2}}", 9, "$pop expects 1 or -1, found: 2")]
    [InlineData("{$pop: {a: 'x'}}", 9, "Expected a number in: a: \"x\"")]
    [InlineData("{$pullAll: {a: 1}}", 2, "$pullAll requires an array argument but was given a int")]
    public void An_update_that_is_none_is_refused(string update, int code, string message)
    {
        var error = Assert.Throws<CommandException>(() => Update.Parse(BsonDocument.Parse(update), new UpdateOptions()));

        Assert.Equal((code, message), (error.Code, error.Message));
    }

    [Theory]
    [InlineData("{_id: 1}", "{$set: {_id: 2}}", 66, "Performing an update on the path '_id' would modify the immutable field '_id'")]
    [InlineData("{_id: 1}", "{$unset: {_id: 1}}", 66, "Performing an update on the path '_id' would modify the immutable field '_id'")]
    [InlineData("{_id: {a: 1}}", "{$set: {'_id.a': 2}}", 66, "Performing an update on the path '_id.a' would modify the immutable field '_id'")]
    [InlineData("{_id: 1}", "{_id: 2}", 66, "After applying the update, the (immutable) field '_id' was found to have been altered to _id: 2")]
    [InlineData("{_id: 1}", "{a: 1, $set: {b: 1}}", 52, "The dollar ($) prefixed field '$set' in '$set' is not allowed in the context of an update's replacement document. Consider using an aggregation pipeline with $replaceWith.")]
    [InlineData("{_id: 1}", "{$set: {$a: 1}}", 52, "The dollar ($) prefixed field '$a' in '$a' is not allowed in the context of an update's replacement document. Consider using an aggregation pipeline with $replaceWith.")]
    [InlineData("{_id: 1, a: 1}", "{$set: {'a.b': 1}}", 28, "Cannot create field 'b' in element {a: 1}")]
    [InlineData("{_id: 1, a: {b: 'x'}}", "{$set: {'a.b.c': 1}}", 28, "Cannot create field 'c' in element {b: \"x\"}")]
    [InlineData("{_id: 1, a: [1]}", "{$set: {'a.b': 1}}", 28, "Cannot create field 'b' in element {a: [ 1 ]}")]
    [InlineData("{_id: 1, a: [1]}", "{$set: {'a.0.b': 1}}", 28, "Cannot create field 'b' in element {0: 1}")]
    [InlineData("{_id: 1, a: null}", "{$set: {'a.b': 1}}", 28, "Cannot create field 'b' in element {a: null}")]
    [InlineData("{_id: 1, a: 'x'}", "{$inc: {a: 1}}", 14, "Cannot apply $inc to a value of non-numeric type. {_id: 1} has the field 'a' of non-numeric type string")]
    [InlineData("{_id: 1, a: null}", "{$mul: {a: 1}}", 14, "Cannot apply $mul to a value of non-numeric type. {_id: 1} has the field 'a' of non-numeric type null")]
    [InlineData("{_id: 1, a: {$numberLong: '9223372036854775807'}}", "{$inc: {a: 1}}", 2, "Failed to apply $inc operations to current value ((NumberLong)9223372036854775807) for document {_id: 1}")]
    [InlineData("{_id: 1, a: 1}", "{$push: {a: 1}}", 2, "The field 'a' must be an array but is of type int in document {_id: 1}")]
    [InlineData("{_id: 1, a: 1}", "{$addToSet: {a: 1}}", 2, "Cannot apply $addToSet to non-array field. Field named 'a' has non-array type int")]
    [InlineData("{_id: 1, a: 1}", "{$pop: {a: 1}}", 14, "Path 'a' contains an element of non-array type 'int'")]
    [InlineData("{_id: 1, a: 1}", "{$pull: {a: 1}}", 2, "Cannot apply $pull to a non-array value")]
    [InlineData("{_id: 1, a: 1.5}", "{$bit: {a: {and: 1}}}", 2, "Cannot apply $bit to a value of non-integral type.{_id: 1} has the field a of non-integer type double")]
    [InlineData("{_id: 1, a: [1]}", "{$set: {'a.$': 1}}", 2, "The positional operator did not find the match needed from the query.")]
    [InlineData("{_id: 1}", "{$set: {'a.$[]': 1}}", 2, "The path 'a' must exist in the document in order to apply array updates.")]
    [InlineData("{_id: 1, a: 1}", "{$set: {'a.$[]': 1}}", 2, "Cannot apply array updates to non-array element a: 1")]
    [InlineData("{_id: 1, a: []}", "{$set: {'a.2000000': 1}}", 34, "can't backfill more than 1500000 elements")]
    [InlineData("{_id: 1, a: [{b: 1}]}", "{$rename: {'a.0': 'b'}}", 2, "The source field cannot be an array element, 'a.0' in doc with _id: 1 has an array field called 'a'")]
    [InlineData("{_id: 1, a: [], b: 1}", "{$rename: {b: 'a.0'}}", 2, "The destination field cannot be an array element, 'a.0' in doc with _id: 1 has an array field called 'a'")]
    public void An_update_that_does_not_fit_the_document_is_refused(string document, string update, int code, string message)
    {
        var parsed = Update.Parse(BsonDocument.Parse(update), new UpdateOptions());

        var error = Assert.Throws<CommandException>(() => parsed.Apply(BsonDocument.Parse(document), null, out _));

        Assert.Equal((code, message), (error.Code, error.Message));
    }

    [Theory]
    [InlineData("{$set: {'a.$[x]': 1}}", "[{x: 1}, {y: 1}]", 9, "The array filter for identifier 'y' was not used in the update { $set: { a.$[x]: 1 } }")]
    [InlineData("{$set: {'a.$[x]': 1}}", "[{x: 1}, {'x.b': 1}]", 9, "Found multiple array filters with the same top-level field name x")]
    [InlineData("{$set: {'a.$[x]': 1}}", "[{}]", 9, "Cannot use an expression without a top-level field name in arrayFilters")]
    [InlineData("{$set: {'a.$[x]': 1}}", "[{x: 1, y: 1}]", 9, "Error parsing array filter :: caused by :: Expected a single top-level field name, found 'x' and 'y'")]
    [InlineData("{$set: {'a.$[X]': 1}}", "[{X: 1}]", 2, "Error parsing array filter :: caused by :: The top-level field name must be an alphanumeric string beginning with a lowercase letter, found 'X'")]
    [InlineData("{$set: {'a.$[x]': 1, 'a.$[]': 1}}", "[{x: 1}]", 40, "Update created a conflict at 'a.0'")]
    public void Array_filters_and_paths_must_agree(string update, string filters, int code, string message)
    {
        var options = new UpdateOptions { ArrayFilters = BsonSerializer.Deserialize<BsonArray>(filters) };

        var error = Assert.Throws<CommandException>(
            () => Update.Parse(BsonDocument.Parse(update), options).Apply(BsonDocument.Parse("{_id: 1, a: [1, 2]}"), null, out _));

        Assert.Equal((code, message), (error.Code, error.Message));
    }

    [Fact]
    public void A_replacement_of_many_is_refused()
    {
        var error = Assert.Throws<CommandException>(() => Update.Parse(BsonDocument.Parse("{a: 1}"), new UpdateOptions { Multi = true }));

        Assert.Equal("multi update is not supported for replacement-style update", error.Message);
    }
}
