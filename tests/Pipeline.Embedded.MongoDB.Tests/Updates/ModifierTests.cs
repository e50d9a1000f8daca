using MongoDB.Bson;
using MongoDB.Bson.Serialization;
using Pipeline.Embedded.MongoDB.Diffs;
using Pipeline.Embedded.MongoDB.Expressions;
using Pipeline.Embedded.MongoDB.Updates;

namespace Pipeline.Embedded.MongoDB.Tests.Updates;

public class ModifierTests
{
    [Theory]
    // $set, and where it creates fields
    [InlineData("{_id: 1}", "{$set: {b: 1, a: 2}}", "{_id: 1, a: 2, b: 1}")]
    [InlineData("{_id: 1}", "{$set: {'10': 1, '9': 2, x: 3}}", "{_id: 1, '9': 2, '10': 1, x: 3}")]
    [InlineData("{_id: 1, b: 0}", "{$set: {a: 1, b: 2}}", "{_id: 1, b: 2, a: 1}")]
    [InlineData("{_id: 1}", "{$set: {'a.c': 1, 'a.b.x': 2}}", "{_id: 1, a: {b: {x: 2}, c: 1}}")]
    [InlineData("{_id: 1}", "{$set: {'a.0': 1}}", "{_id: 1, a: {'0': 1}}")]
    [InlineData("{_id: 1, a: []}", "{$set: {'a.2': 1}}", "{_id: 1, a: [null, null, 1]}")]
    [InlineData("{_id: 1, a: [{b: 1}]}", "{$set: {'a.0.b': 2, 'a.1.b': 3}}", "{_id: 1, a: [{b: 2}, {b: 3}]}")]
    [InlineData("{_id: 1, a: 1}", "{$set: {a: {$numberLong: '1'}}}", "{_id: 1, a: {$numberLong: '1'}}")]
    [InlineData("{_id: 1}", "{$set: {a: {$b: 1}}}", "{_id: 1, a: {$b: 1}}")]
    [InlineData("{_id: 1, a: {$id: 1}}", "{$set: {'a.$id': 2}}", "{_id: 1, a: {$id: 2}}")]
    [InlineData("{_id: 1, a: {}}", "{$set: {'a.$b': 2}}", "{_id: 1, a: {$b: 2}}")]
    [InlineData("{_id: 1}", "{$set: {}}", null)]
    [InlineData("{_id: 1, a: {b: 1}}", "{$set: {a: {b: 1}}}", null)]
    [InlineData("{_id: 1, a: {b: 1, c: 2}}", "{$set: {a: {c: 2, b: 1}}}", "{_id: 1, a: {c: 2, b: 1}}")]
    [InlineData("{_id: 1}", "{$set: {_id: 1.0}}", "{_id: 1.0}")]
    [InlineData("{_id: 1}", "{$setOnInsert: {a: 1}}", null)]
    // $unset
    [InlineData("{_id: 1, a: 1, b: 2}", "{$unset: {a: ''}}", "{_id: 1, b: 2}")]
    [InlineData("{_id: 1, a: [1, 2, 3]}", "{$unset: {'a.1': 1}}", "{_id: 1, a: [1, null, 3]}")]
    [InlineData("{_id: 1, a: {b: 1}}", "{$unset: {'a.b': 1}}", "{_id: 1, a: {}}")]
    [InlineData("{_id: 1, a: 5}", "{$unset: {'a.b': 1, 'x.y': 1}}", null)]
    // $inc and $mul
    [InlineData("{_id: 1, a: 1}", "{$inc: {a: 2}}", "{_id: 1, a: 3}")]
    [InlineData("{_id: 1, a: 2147483647}", "{$inc: {a: 1}}", "{_id: 1, a: {$numberLong: '2147483648'}}")]
    [InlineData("{_id: 1, a: {$numberLong: '1'}}", "{$inc: {a: 1}}", "{_id: 1, a: {$numberLong: '2'}}")]
    [InlineData("{_id: 1, a: 1}", "{$inc: {a: 0.5}}", "{_id: 1, a: 1.5}")]
    [InlineData("{_id: 1, a: 1}", "{$inc: {a: {$numberDecimal: '0.1'}}}", "{_id: 1, a: {$numberDecimal: '1.1'}}")]
    [InlineData("{_id: 1}", "{$inc: {a: 2}}", "{_id: 1, a: 2}")]
    [InlineData("{_id: 1, a: 1}", "{$inc: {a: 0}}", null)]
    [InlineData("{_id: 1, a: 1}", "{$inc: {a: 0.0}}", "{_id: 1, a: 1.0}")]
    [InlineData("{_id: 1, a: 3}", "{$mul: {a: 2}}", "{_id: 1, a: 6}")]
    [InlineData("{_id: 1, a: 65536}", "{$mul: {a: 65536}}", "{_id: 1, a: {$numberLong: '4294967296'}}")]
    [InlineData("{_id: 1}", "{$mul: {a: 2, b: {$numberLong: '3'}, c: 1.5}}", "{_id: 1, a: 0, b: {$numberLong: '0'}, c: 0.0}")]
    [InlineData("{_id: 1, a: 0.0}", "{$mul: {a: -1}}", null)]
    // $min and $max
    [InlineData("{_id: 1, a: 5}", "{$min: {a: 3}}", "{_id: 1, a: 3}")]
    [InlineData("{_id: 1, a: 5}", "{$min: {a: 5.0}}", null)]
    [InlineData("{_id: 1, a: 5}", "{$max: {a: 7}, $min: {b: 1}}", "{_id: 1, a: 7, b: 1}")]
    [InlineData("{_id: 1, a: 5}", "{$max: {a: 'x'}}", "{_id: 1, a: 'x'}")]
    // $rename
    [InlineData("{_id: 1, a: 1, b: 2}", "{$rename: {a: 'c'}}", "{_id: 1, b: 2, c: 1}")]
    [InlineData("{_id: 1, a: 1, b: 2}", "{$rename: {a: 'b'}}", "{_id: 1, b: 1}")]
    [InlineData("{_id: 1, a: {x: 1}}", "{$rename: {'a.x': 'b.y'}}", "{_id: 1, a: {}, b: {y: 1}}")]
    [InlineData("{_id: 1, b: 1}", "{$rename: {a: 'b'}}", null)]
    // $bit
    [InlineData("{_id: 1, a: 13}", "{$bit: {a: {and: 10}}}", "{_id: 1, a: 8}")]
    [InlineData("{_id: 1, a: 3}", "{$bit: {a: {or: {$numberLong: '8'}}}}", "{_id: 1, a: {$numberLong: '11'}}")]
    [InlineData("{_id: 1}", "{$bit: {a: {xor: 5}}}", "{_id: 1, a: 5}")]
    [InlineData("{_id: 1, a: 1}", "{$bit: {a: {or: 1}}}", null)]
    // $push
    [InlineData("{_id: 1}", "{$push: {a: 1}}", "{_id: 1, a: [1]}")]
    [InlineData("{_id: 1, a: [1]}", "{$push: {a: [2, 3]}}", "{_id: 1, a: [1, [2, 3]]}")]
    [InlineData("{_id: 1, a: [1]}", "{$push: {a: {$each: [2, 3]}}}", "{_id: 1, a: [1, 2, 3]}")]
    [InlineData("{_id: 1, a: [1]}", "{$push: {a: {$each: []}}}", null)]
    [InlineData("{_id: 1}", "{$push: {a: {$each: []}}}", "{_id: 1, a: []}")]
    [InlineData("{_id: 1, a: [1, 2]}", "{$push: {a: {$each: [9], $position: 0}}}", "{_id: 1, a: [9, 1, 2]}")]
    [InlineData("{_id: 1, a: [1, 2]}", "{$push: {a: {$each: [9], $position: -1}}}", "{_id: 1, a: [1, 9, 2]}")]
    [InlineData("{_id: 1, a: [1, 2]}", "{$push: {a: {$each: [8, 9], $position: 50}}}", "{_id: 1, a: [1, 2, 8, 9]}")]
    [InlineData("{_id: 1, a: [1, 2]}", "{$push: {a: {$each: [3], $slice: -2}}}", "{_id: 1, a: [2, 3]}")]
    [InlineData("{_id: 1, a: [1, 2]}", "{$push: {a: {$each: [3], $slice: 2}}}", "{_id: 1, a: [1, 2]}")]
    [InlineData("{_id: 1, a: [1, 2]}", "{$push: {a: {$each: [3], $slice: 0}}}", "{_id: 1, a: []}")]
    [InlineData("{_id: 1, a: [3, 1]}", "{$push: {a: {$each: [2], $sort: -1}}}", "{_id: 1, a: [3, 2, 1]}")]
    [InlineData("{_id: 1, a: [{x: {y: 2}}, {z: 1}]}", "{$push: {a: {$each: [{x: {y: 1}}], $sort: {'x.y': 1}}}}", "{_id: 1, a: [{z: 1}, {x: {y: 1}}, {x: {y: 2}}]}")]
    [InlineData("{_id: 1, a: [{s: 1}, {s: 2}]}", "{$push: {a: {$each: [{s: 3}], $slice: 2, $sort: {s: -1}, $position: 0}}}", "{_id: 1, a: [{s: 3}, {s: 2}]}")]
    // $addToSet
    [InlineData("{_id: 1}", "{$addToSet: {a: 1}}", "{_id: 1, a: [1]}")]
    [InlineData("{_id: 1, a: [1]}", "{$addToSet: {a: 1.0}}", null)]
    [InlineData("{_id: 1, a: [1]}", "{$addToSet: {a: {$each: [2, 1, 2, 3]}}}", "{_id: 1, a: [1, 2, 3]}")]
    [InlineData("{_id: 1, a: [[1]]}", "{$addToSet: {a: [1]}}", null)]
    // $pop
    [InlineData("{_id: 1, a: [1, 2, 3]}", "{$pop: {a: 1}}", "{_id: 1, a: [1, 2]}")]
    [InlineData("{_id: 1, a: [1, 2, 3]}", "{$pop: {a: -1.0}}", "{_id: 1, a: [2, 3]}")]
    [InlineData("{_id: 1, a: []}", "{$pop: {a: 1, b: 1}}", null)]
    // $pull and $pullAll
    [InlineData("{_id: 1, a: [1, 2, 1.0, 3]}", "{$pull: {a: 1}}", "{_id: 1, a: [2, 3]}")]
    [InlineData("{_id: 1, a: [1, 5, 9]}", "{$pull: {a: {$gte: 5}}}", "{_id: 1, a: [1]}")]
    [InlineData("{_id: 1, a: ['ab', 'cd']}", "{$pull: {a: /^a/}}", "{_id: 1, a: ['cd']}")]
    [InlineData("{_id: 1, a: [{x: 1, y: 2}, {x: 2}, 1]}", "{$pull: {a: {x: 1}}}", "{_id: 1, a: [{x: 2}, 1]}")]
    [InlineData("{_id: 1, a: [{x: [{y: 1}]}, {x: []}]}", "{$pull: {a: {x: {$elemMatch: {y: 1}}}}}", "{_id: 1, a: [{x: []}]}")]
    [InlineData("{_id: 1, a: [1, 2]}", "{$pull: {a: 7, b: 7}}", null)]
    [InlineData("{_id: 1, a: [1, 2, 1, {x: 1, y: 1}, {x: 1}]}", "{$pullAll: {a: [1, {x: 1}]}}", "{_id: 1, a: [2, {x: 1, y: 1}]}")]
    // all the elements
    [InlineData("{_id: 1, a: [1, 2]}", "{$inc: {'a.$[]': 10}}", "{_id: 1, a: [11, 12]}")]
    [InlineData("{_id: 1, a: [{b: [1]}, {b: [2, 3]}]}", "{$mul: {'a.$[].b.$[]': 2}}", "{_id: 1, a: [{b: [2]}, {b: [4, 6]}]}")]
    [InlineData("{_id: 1, a: []}", "{$set: {'a.$[]': 1}}", null)]
    public void A_modifier_changes_a_document_as_MongoDB_does(string document, string update, string? expected)
    {
        var before = BsonDocument.Parse(document);

        var after = Update.Parse(BsonDocument.Parse(update), new UpdateOptions()).Apply(BsonDocument.Parse(document), null, out var changed, out var diff);

        var wanted = expected is null ? before : BsonDocument.Parse(expected);
        Assert.Equal(wanted.ToJson(), after.ToJson());
        Assert.True(BinaryEquality.Same(wanted, after));
        Assert.Equal(expected is not null, changed);
        Assert.Equal(changed, diff is not null);
        if (diff is not null)
            Assert.Equal(after.ToJson(), DocumentDiff.Apply(before, diff).ToJson());
    }

    [Fact]
    public void The_current_date_is_the_command_s()
    {
        var settings = new EvaluationSettings { Now = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc), ClusterTime = new BsonTimestamp(7, 8) };
        var update = Update.Parse(
            BsonDocument.Parse("{$currentDate: {a: true, b: {$type: 'timestamp'}, c: {$type: 'date'}}}"),
            new UpdateOptions { Evaluation = settings });

        var after = update.Apply(BsonDocument.Parse("{_id: 1}"), null, out var changed);

        Assert.True(changed);
        Assert.Equal(settings.Now, after["a"].ToUniversalTime());
        Assert.Equal(settings.ClusterTime, after["b"]);
        Assert.Equal(settings.Now, after["c"].ToUniversalTime());
    }

    [Theory]
    [InlineData("{_id: 1, a: [5, 6]}", "1", "{$set: {'a.$': 7}}", "{_id: 1, a: [5, 7]}")]
    [InlineData("{_id: 1, a: [{b: 1}, {b: 2}]}", "0", "{$inc: {'a.$.b': 5}}", "{_id: 1, a: [{b: 6}, {b: 2}]}")]
    [InlineData("{_id: 1, a: [{b: 1}, {b: 2}]}", "0", "{$inc: {'a.$.b': 5}, $set: {'a.0.c': 1, 'a.1.b': 3}}", "{_id: 1, a: [{b: 6, c: 1}, {b: 3}]}")]
    public void The_positional_operator_stands_for_the_matched_element(string document, string index, string update, string expected)
    {
        var parsed = Update.Parse(BsonDocument.Parse(update), new UpdateOptions());

        var after = parsed.Apply(BsonDocument.Parse(document), index, out var changed);

        Assert.True(parsed.NeedsPositional);
        Assert.True(changed);
        Assert.Equal(BsonDocument.Parse(expected), after);
    }

    [Theory]
    [InlineData("{_id: 1, a: [1, 5, 9]}", "{$set: {'a.$[big]': 0}}", "[{big: {$gte: 5}}]", "{_id: 1, a: [1, 0, 0]}")]
    [InlineData("{_id: 1, a: [{x: 1, n: 0}, {x: 2, n: 0}]}", "{$inc: {'a.$[e].n': 1}}", "[{'e.x': 2}]", "{_id: 1, a: [{x: 1, n: 0}, {x: 2, n: 1}]}")]
    [InlineData("{_id: 1, a: [{x: 1}, {x: 2}]}", "{$set: {'a.$[e].y': 1, 'a.$[f].z': 1}}", "[{'e.x': {$gt: 0}}, {'f.x': 2}]", "{_id: 1, a: [{x: 1, y: 1}, {x: 2, y: 1, z: 1}]}")]
    [InlineData("{_id: 1, a: [{b: [1, 2]}, {b: [3]}]}", "{$set: {'a.$[].b.$[n]': 0}}", "[{$or: [{n: 1}, {n: 3}]}]", "{_id: 1, a: [{b: [0, 2]}, {b: [0]}]}")]
    [InlineData("{_id: 1, a: [{x: 1, y: 2}]}", "{$set: {'a.$[e].y': 3}}", "[{$and: [{'e.x': 1}, {'e.y': 2}]}]", "{_id: 1, a: [{x: 1, y: 3}]}")]
    public void Array_filters_choose_the_elements(string document, string update, string filters, string expected)
    {
        var options = new UpdateOptions { ArrayFilters = BsonSerializer.Deserialize<BsonArray>(filters) };

        var after = Update.Parse(BsonDocument.Parse(update), options).Apply(BsonDocument.Parse(document), null, out _);

        Assert.Equal(BsonDocument.Parse(expected), after);
    }
}
