using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Projecting;

namespace Pipeline.Embedded.MongoDB.Tests.Projecting;

public class ProjectionTests
{
    [Theory]
    // inclusion
    [InlineData("{a: 1}", "{_id: 1, a: 1, b: 2}", "{_id: 1, a: 1}")]
    [InlineData("{b: 1, a: 1}", "{_id: 1, a: 1, b: 2}", "{_id: 1, a: 1, b: 2}")]
    [InlineData("{_id: 0, a: true}", "{_id: 1, a: 1, b: 2}", "{a: 1}")]
    [InlineData("{_id: 1}", "{_id: 1, a: 1}", "{_id: 1}")]
    [InlineData("{'a.b': 1}", "{_id: 1, a: {b: 1, c: 2}, d: 3}", "{_id: 1, a: {b: 1}}")]
    [InlineData("{a: {b: 1, c: 1}}", "{_id: 1, a: {b: 1, c: 2, d: 3}}", "{_id: 1, a: {b: 1, c: 2}}")]
    [InlineData("{a: {b: 1}, 'a.c': 1}", "{_id: 1, a: {b: 1, c: 2, d: 3}}", "{_id: 1, a: {b: 1, c: 2}}")]
    [InlineData("{'a.b': 1}", "{_id: 1, a: [{b: 1, c: 2}, 5, [{b: 3}], {c: 1}]}", "{_id: 1, a: [{b: 1}, [{b: 3}], {}]}")]
    [InlineData("{'a.b': 1}", "{_id: 1, a: 5}", "{_id: 1}")]
    [InlineData("{'_id.x': 1}", "{_id: {x: 1, y: 2}, a: 1}", "{_id: {x: 1}}")]
    // exclusion
    [InlineData("{a: 0}", "{_id: 1, a: 1, b: 2}", "{_id: 1, b: 2}")]
    [InlineData("{_id: 0}", "{_id: 1, a: 1}", "{a: 1}")]
    [InlineData("{_id: 1, a: 0}", "{_id: 1, a: 1, b: 2}", "{_id: 1, b: 2}")]
    [InlineData("{'a.b': 0}", "{_id: 1, a: [{b: 1, c: 2}, 5, [{b: 3}]]}", "{_id: 1, a: [{c: 2}, 5, [{}]]}")]
    // expressions and literals
    [InlineData("{_id: 0, s: {$add: ['$a', 1]}}", "{_id: 1, a: 1}", "{s: 2}")]
    [InlineData("{b: 1, x: 'lit', y: '$a', n: null}", "{_id: 1, a: 1, b: 2}", "{_id: 1, b: 2, x: 'lit', y: 1, n: null}")]
    [InlineData("{_id: 0, b: 1, 'a.x': '$b'}", "{a: [{y: 1}, 7], b: 2}", "{a: [{x: 2}, {x: 2}], b: 2}")]
    [InlineData("{_id: 0, 'a.x': '$b', 'a.y': 1}", "{a: {y: 1, z: 1}, b: 2}", "{a: {y: 1, x: 2}}")]
    [InlineData("{_id: 0, x: '$missing'}", "{_id: 1}", "{}")]
    [InlineData("{_id: '$a'}", "{_id: 1, a: 5}", "{_id: 5}")]
    // find's $slice
    [InlineData("{a: {$slice: 2}}", "{_id: 1, a: [1, 2, 3], b: 1}", "{_id: 1, a: [1, 2], b: 1}")]
    [InlineData("{a: {$slice: -2}}", "{_id: 1, a: [1, 2, 3]}", "{_id: 1, a: [2, 3]}")]
    [InlineData("{a: {$slice: [1, 1]}}", "{_id: 1, a: [1, 2, 3]}", "{_id: 1, a: [2]}")]
    [InlineData("{a: {$slice: [-2, 1]}}", "{_id: 1, a: [1, 2, 3]}", "{_id: 1, a: [2]}")]
    [InlineData("{a: {$slice: [9, 1]}}", "{_id: 1, a: [1, 2, 3]}", "{_id: 1, a: []}")]
    [InlineData("{a: {$slice: 1}, b: 1}", "{_id: 1, a: [1, 2], b: 1, c: 1}", "{_id: 1, a: [1], b: 1}")]
    [InlineData("{a: {$slice: 1}, b: 0}", "{_id: 1, a: [1, 2], b: 1, c: 1}", "{_id: 1, a: [1], c: 1}")]
    [InlineData("{_id: 0, a: {$slice: 1}}", "{_id: 1, a: [1, 2], c: 1}", "{a: [1], c: 1}")]
    [InlineData("{'a.b': {$slice: 1}}", "{_id: 1, a: [{b: [1, 2]}, {b: [3, 4], c: 1}]}", "{_id: 1, a: [{b: [1]}, {b: [3], c: 1}]}")]
    [InlineData("{a: {$slice: 5}}", "{_id: 1, a: 'no array'}", "{_id: 1, a: 'no array'}")]
    // $elemMatch
    [InlineData("{a: {$elemMatch: {x: 2}}}", "{_id: 1, a: [{x: 1}, {x: 2, y: 1}, {x: 2}], b: 1}", "{_id: 1, a: [{x: 2, y: 1}]}")]
    [InlineData("{a: {$elemMatch: {$gt: 1}}, b: 1}", "{_id: 1, a: [1, 2, 3], b: 1}", "{_id: 1, b: 1, a: [2]}")]
    [InlineData("{a: {$elemMatch: {x: 9}}}", "{_id: 1, a: [{x: 1}]}", "{_id: 1}")]
    [InlineData("{k: {$meta: 'indexKey'}}", "{_id: 1, a: 1}", "{_id: 1, a: 1}")]
    public void A_find_s_projection_keeps_what_it_names(string projection, string document, string expected)
    {
        var given = BsonDocument.Parse(document);

        var projected = Projection.Parse(BsonDocument.Parse(projection), new ProjectionOptions())!.Apply(given);

        Assert.Equal(BsonDocument.Parse(expected).ToJson(), projected.ToJson());
        Assert.Equal(BsonDocument.Parse(document).ToJson(), given.ToJson());
    }

    [Theory]
    [InlineData("{'a.$': 1}", "{_id: 1, a: [1, 2, 3], b: 1}", "{_id: 1, a: [2]}")]
    [InlineData("{'a.b.$': 1}", "{_id: 1, a: {b: [1, 2], c: 1}}", "{_id: 1, a: {b: [2]}}")]
    [InlineData("{'a.b.$': 1, c: 1}", "{_id: 1, a: [{b: 1, x: 1}, {b: 2, x: 1}], c: 1}", "{_id: 1, a: [{b: 2}], c: 1}")]
    [InlineData("{'a.$': 1}", "{_id: 1, a: 5}", "{_id: 1, a: 5}")]
    public void The_positional_projection_keeps_the_matched_element(string projection, string document, string expected)
    {
        var parsed = Projection.Parse(BsonDocument.Parse(projection), new ProjectionOptions())!;

        Assert.True(parsed.NeedsPositional);
        Assert.Equal(BsonDocument.Parse(expected), parsed.Apply(BsonDocument.Parse(document), "1"));
    }

    [Theory]
    [InlineData("{_id: 0, a: 1, 'b.c': 1}", "a,b")]
    [InlineData("{a: 1}", "_id,a")]
    [InlineData("{a: 0}", null)]
    [InlineData("{a: '$b'}", null)]
    public void It_says_on_which_fields_it_depends(string projection, string? expected)
    {
        var only = Projection.Parse(BsonDocument.Parse(projection), new ProjectionOptions())!.OnlyFields;

        Assert.Equal(expected, only is null ? null : string.Join(',', only.Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void An_empty_projection_of_a_find_is_none() => Assert.Null(Projection.Parse([], new ProjectionOptions()));
}
