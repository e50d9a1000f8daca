namespace Pipeline.Embedded.MongoDB.Tests.Aggregating;

public class LookupTests
{
    private const string Stock = "[{_id: 1, sku: 'a', q: 5}, {_id: 2, sku: 'b', q: 7}, {_id: 3, sku: ['a', 'c']}, {_id: 4}]";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_equality_joins_alike_by_an_index_and_by_hash(bool indexed)
    {
        var server = Pipelines.With("stock", Stock);
        if (indexed)
            server.Indexed.Add("sku");

        Pipelines.Yields(
            "[{i: 'a', s: [1, 3]}, {i: ['b', 'c'], s: [2, 3]}, {i: null, s: [4]}, {s: [4]}, {i: 'z', s: []}, {i: 'a', s: [1, 3]}]",
            "[{$lookup: {from: 'stock', localField: 'i', foreignField: 'sku', as: 's'}}, {$addFields: {s: '$s._id'}}]",
            "[{i: 'a'}, {i: ['b', 'c']}, {i: null}, {}, {i: 'z'}, {i: 'a'}]",
            server);
        Assert.Equal(indexed ? 4 : 1, server.Reads.Count);
    }

    [Fact]
    public void A_pipeline_sees_the_variables_of_let() => Pipelines.Yields(
        "[{_id: 1, min: 6, s: [{q: 7}]}, {_id: 2, min: 1, s: [{q: 5}, {q: 7}]}]",
        "[{$lookup: {from: 'stock', let: {min: '$min'}, pipeline: [{$match: {$expr: {$gte: ['$q', '$$min']}}}, {$project: {_id: 0, q: 1}}], as: 's'}}]",
        "[{_id: 1, min: 6}, {_id: 2, min: 1}]",
        Pipelines.With("stock", Stock));

    [Fact]
    public void An_equality_and_a_pipeline_work_together() => Pipelines.Yields(
        "[{i: 'a', s: [{_id: 1, q: 5, i: 'a'}]}]",
        "[{$lookup: {from: 'stock', localField: 'i', foreignField: 'sku', let: {i: '$i'}, pipeline: [{$match: {q: {$exists: true}}}, {$project: {q: 1, i: '$$i'}}], as: 's'}}]",
        "[{i: 'a'}]",
        Pipelines.With("stock", Stock));

    [Fact]
    public void A_pipeline_without_variables_runs_once()
    {
        var server = Pipelines.With("stock", Stock);

        Pipelines.Yields(
            "[{_id: 1, s: [{n: 4}]}, {_id: 2, s: [{n: 4}]}]",
            "[{$lookup: {from: 'stock', pipeline: [{$count: 'n'}], as: 's'}}]",
            "[{_id: 1}, {_id: 2}]",
            server);
        Assert.Single(server.Reads);
    }

    [Fact]
    public void A_sub_pipeline_has_its_beginning_answered_by_a_query()
    {
        var server = Pipelines.With("stock", Stock);

        Pipelines.Run("[{$lookup: {from: 'stock', pipeline: [{$match: {q: 5}}, {$sort: {q: 1}}, {$limit: 1}], as: 's'}}]", "[{}]", server);

        Assert.Equal(1, server.Reads[0].Limit);
        Assert.Equal(5, server.Reads[0].Filter["q"]);
        Assert.NotNull(server.Reads[0].Sort);
    }

    [Fact]
    public void Documents_may_be_looked_up_in_the_command() => Pipelines.Yields(
        "[{_id: 1, s: [{x: 1}]}]",
        "[{$lookup: {pipeline: [{$documents: [{x: 1}, {x: 2}]}, {$match: {x: 1}}], as: 's'}}]",
        "[{_id: 1}]");

    [Fact]
    public void A_regular_expression_is_a_value_and_not_a_pattern() => Pipelines.Yields(
        "[{i: [/a/], s: []}]",
        "[{$lookup: {from: 'stock', localField: 'i', foreignField: 'sku', as: 's'}}]",
        "[{i: [/a/]}]",
        Pipelines.With("stock", Stock));

    [Fact]
    public void A_graph_is_searched_level_by_level_and_each_document_found_once() => Pipelines.Yields(
        "[{_id: 'd', up: ['c:0', 'b:1', 'a:2']}]",
        "[{$graphLookup: {from: 'tree', startWith: '$p', connectFromField: 'p', connectToField: '_id', as: 'up', depthField: 'depth'}}, {$project: {up: {$map: {input: '$up', in: {$concat: ['$$this._id', ':', {$toString: '$$this.depth'}]}}}}}]",
        "[{_id: 'd', p: 'c'}]",
        Pipelines.With("tree", "[{_id: 'a', p: 'b'}, {_id: 'b', p: 'a'}, {_id: 'c', p: 'b'}]"));

    [Theory]
    [InlineData("maxDepth: 0", "[{_id: 'd', n: 1}]")]
    [InlineData("restrictSearchWithMatch: {_id: {$ne: 'b'}}", "[{_id: 'd', n: 1}]")]
    [InlineData("maxDepth: 1", "[{_id: 'd', n: 2}]")]
    public void A_search_has_bounds(string option, string expected) => Pipelines.Yields(
        expected,
        $"[{{$graphLookup: {{from: 'tree', startWith: '$p', connectFromField: 'p', connectToField: '_id', as: 'up', {option}}}}}, {{$project: {{n: {{$size: '$up'}}}}}}]",
        "[{_id: 'd', p: 'c'}]",
        Pipelines.With("tree", "[{_id: 'a', p: 'b'}, {_id: 'b', p: 'a'}, {_id: 'c', p: 'b'}]"));

    [Theory]
    [InlineData("'other'", "[{_id: 1}, {_id: 7, x: 1}, {_id: 8, x: 2}]")]
    [InlineData("{coll: 'other', pipeline: [{$match: {x: 2}}]}", "[{_id: 1}, {_id: 8, x: 2}]")]
    [InlineData("{pipeline: [{$documents: [{y: 1}]}]}", "[{_id: 1}, {y: 1}]")]
    public void A_union_appends(string union, string expected) =>
        Pipelines.Yields(expected, $"[{{$unionWith: {union}}}]", "[{_id: 1}]", Pipelines.With("other", "[{_id: 7, x: 1}, {_id: 8, x: 2}]"));
}
