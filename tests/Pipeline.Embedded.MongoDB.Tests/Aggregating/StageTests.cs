using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Tests.Aggregating;

public class StageTests
{
    private const string Sales = "[{_id: 1, item: 'a', price: 10, q: 2}, {_id: 2, item: 'b', price: 20, q: 1}, {_id: 3, item: 'a', price: 5, q: 10}]";

    [Theory]
    [InlineData("[{$match: {item: 'a'}}, {$project: {price: 1}}]", "[{_id: 1, price: 10}, {_id: 3, price: 5}]")]
    [InlineData("[{$match: {$expr: {$gt: ['$price', 5]}}}, {$project: {_id: 1}}]", "[{_id: 1}, {_id: 2}]")]
    [InlineData("[{$sort: {item: 1, price: 1}}, {$project: {_id: 1}}]", "[{_id: 3}, {_id: 1}, {_id: 2}]")]
    [InlineData("[{$sort: {price: -1}}, {$skip: 1}, {$limit: 1}, {$project: {_id: 1}}]", "[{_id: 1}]")]
    [InlineData("[{$skip: 2}, {$project: {_id: 1}}]", "[{_id: 3}]")]
    [InlineData("[{$limit: 1}, {$unset: ['price', 'q']}]", "[{_id: 1, item: 'a'}]")]
    [InlineData("[{$limit: 1}, {$addFields: {total: {$multiply: ['$price', '$q']}}}]", "[{_id: 1, item: 'a', price: 10, q: 2, total: 20}]")]
    [InlineData("[{$limit: 1}, {$set: {price: '$$REMOVE'}}]", "[{_id: 1, item: 'a', q: 2}]")]
    [InlineData("[{$limit: 1}, {$replaceRoot: {newRoot: {x: '$item'}}}]", "[{x: 'a'}]")]
    [InlineData("[{$limit: 1}, {$replaceWith: {x: '$item'}}]", "[{x: 'a'}]")]
    [InlineData("[{$count: 'n'}]", "[{n: 3}]")]
    [InlineData("[{$match: {item: 'z'}}, {$count: 'n'}]", "[]")]
    [InlineData("[{$sortByCount: '$item'}]", "[{_id: 'a', count: 2}, {_id: 'b', count: 1}]")]
    [InlineData("[{$facet: {n: [{$count: 'n'}], first: [{$limit: 1}, {$project: {_id: 1}}]}}]", "[{n: [{n: 3}], first: [{_id: 1}]}]")]
    [InlineData("[{$sample: {size: 5}}, {$count: 'n'}]", "[{n: 3}]")]
    [InlineData("[{$sample: {size: 2}}, {$count: 'n'}]", "[{n: 2}]")]
    public void A_stage_does_what_the_manual_says(string stages, string expected) => Pipelines.Yields(expected, stages, Sales);

    [Theory]
    [InlineData("{_id: '$item', total: {$sum: '$price'}, n: {$sum: 1}}", "[{_id: 'a', total: 15, n: 2}, {_id: 'b', total: 20, n: 1}]")]
    [InlineData("{_id: null, avg: {$avg: '$price'}, min: {$min: '$price'}, max: {$max: '$q'}}", "[{_id: null, avg: 11.666666666666666, min: 5, max: 10}]")]
    [InlineData("{_id: null, first: {$first: '$item'}, last: {$last: '$nothing'}, n: {$count: {}}}", "[{_id: null, first: 'a', last: null, n: 3}]")]
    [InlineData("{_id: null, all: {$push: '$item'}, set: {$addToSet: '$item'}, none: {$push: '$nothing'}}", "[{_id: null, all: ['a', 'b', 'a'], set: ['a', 'b'], none: []}]")]
    [InlineData("{_id: {i: '$item', x: '$nothing'}}", "[{_id: {i: 'a'}}, {_id: {i: 'b'}}]")]
    [InlineData("{_id: '$nothing', n: {$sum: '$nothing'}}", "[{_id: null, n: 0}]")]
    [InlineData("{_id: null, m: {$mergeObjects: {$arrayToObject: [[['$item', '$price']]]}}}", "[{_id: null, m: {a: 5, b: 20}}]")]
    [InlineData("{_id: null, dev: {$stdDevPop: '$_id'}, samp: {$stdDevSamp: '$nothing'}}", "[{_id: null, dev: 0.816496580927726, samp: null}]")]
    [InlineData("{_id: null, top: {$top: {sortBy: {price: -1}, output: '$item'}}, bottom: {$bottom: {sortBy: {price: -1}, output: '$_id'}}}", "[{_id: null, top: 'b', bottom: 3}]")]
    [InlineData("{_id: null, top: {$topN: {n: 2, sortBy: {price: 1}, output: '$price'}}, bottom: {$bottomN: {n: 2, sortBy: {price: 1}, output: '$price'}}}", "[{_id: null, top: [5, 10], bottom: [10, 20]}]")]
    [InlineData("{_id: null, f: {$firstN: {n: 2, input: '$_id'}}, l: {$lastN: {n: 2, input: '$_id'}}, a: {$maxN: {n: 1, input: '$price'}}, i: {$minN: {n: 2, input: '$price'}}}", "[{_id: null, f: [1, 2], l: [2, 3], a: [20], i: [5, 10]}]")]
    [InlineData("{_id: '$item', f: {$firstN: {n: {$cond: [{$eq: ['$_id', 'a']}, 2, 1]}, input: '$_id'}}}", "[{_id: 'a', f: [1, 3]}, {_id: 'b', f: [2]}]")]
    [InlineData("{_id: null, m: {$median: {input: '$price', method: 'approximate'}}, p: {$percentile: {input: '$price', p: [0.9], method: 'approximate'}}}", "[{_id: null, m: 10.0, p: [20.0]}]")]
    public void Groups_accumulate(string group, string expected) => Pipelines.Yields(expected, $"[{{$group: {group}}}]", Sales);

    [Theory]
    [InlineData("'$a'", "[{_id: 1, a: 1}, {_id: 1, a: 2}, {_id: 5, a: 7}]")]
    [InlineData("{path: '$a', preserveNullAndEmptyArrays: true}", "[{_id: 1, a: 1}, {_id: 1, a: 2}, {_id: 2}, {_id: 3, a: null}, {_id: 4}, {_id: 5, a: 7}]")]
    [InlineData("{path: '$a', includeArrayIndex: 'i'}", "[{_id: 1, a: 1, i: NumberLong(0)}, {_id: 1, a: 2, i: NumberLong(1)}, {_id: 5, a: 7, i: null}]")]
    public void An_array_is_unwound(string unwind, string expected) =>
        Pipelines.Yields(expected, $"[{{$unwind: {unwind}}}]", "[{_id: 1, a: [1, 2]}, {_id: 2, a: []}, {_id: 3, a: null}, {_id: 4}, {_id: 5, a: 7}]");

    [Fact]
    public void A_nested_array_is_unwound_in_its_place() =>
        Pipelines.Yields("[{x: {l: 1, z: 0}, y: 2}, {x: {l: 2, z: 0}, y: 2}]", "[{$unwind: '$x.l'}]", "[{x: {l: [1, 2], z: 0}, y: 2}]");

    [Theory]
    [InlineData("{groupBy: '$v', boundaries: [0, 10, 20]}", "[{_id: 0, count: 2}, {_id: 10, count: 1}]")]
    [InlineData("{groupBy: '$v', boundaries: [0, 10], default: 'other', output: {all: {$push: '$v'}}}", "[{_id: 0, all: [1, 9]}, {_id: 'other', all: [10]}]")]
    public void Documents_are_put_in_buckets(string bucket, string expected) => Pipelines.Yields(expected, $"[{{$bucket: {bucket}}}]", "[{v: 1}, {v: 9}, {v: 10}]");

    [Fact]
    public void Automatic_buckets_are_about_as_large_and_keep_equals_together() => Pipelines.Yields(
        "[{_id: {min: 1, max: 3}, count: 3}, {_id: {min: 3, max: 4}, count: 2}]",
        "[{$bucketAuto: {groupBy: '$v', buckets: 2}}]",
        "[{v: 4}, {v: 1}, {v: 2}, {v: 2}, {v: 3}]");

    [Fact]
    public void Redact_prunes_keeps_and_descends() => Pipelines.Yields(
        "[{level: 1, sub: {level: 1}, list: [{level: 1, x: 1}, 5]}]",
        "[{$redact: {$cond: [{$lte: ['$level', 1]}, '$$DESCEND', '$$PRUNE']}}]",
        "[{level: 1, sub: {level: 1, deep: {level: 3}}, list: [{level: 1, x: 1}, {level: 2}, 5]}, {level: 5}]");

    [Fact]
    public void A_sort_with_a_limit_has_the_first_of_the_whole_sort()
    {
        var random = new Random(7);
        var input = new BsonArray(Enumerable.Range(0, 500).Select(id => new BsonDocument { { "_id", id }, { "v", random.Next(20) } }));

        var whole = Pipelines.Run("[{$sort: {v: -1}}]", input.ToJson());
        var limited = Pipelines.Run("[{$sort: {v: -1}}, {$skip: 3}, {$limit: 40}]", input.ToJson());

        Assert.Equal(whole.Skip(3).Take(40), limited);
    }

    [Theory]
    [InlineData("{v: 1}", "[4, 1, 3, 2]")]
    [InlineData("{v: -1}", "[1, 2, 3, 4]")]
    public void Of_an_array_the_least_counts_ascending_and_the_greatest_descending(string keys, string expected)
    {
        var sorted = Pipelines.Run($"[{{$sort: {keys}}}]", "[{_id: 1, v: [1, 9]}, {_id: 2, v: 8}, {_id: 3, v: [2, 7]}, {_id: 4}]");

        Assert.Equal(Pipelines.Documents(expected), new BsonArray(sorted.Select(document => document["_id"])));
    }

    [Fact]
    public void A_pipeline_reads_no_more_than_it_needs()
    {
        var read = 0;
        IEnumerable<BsonDocument> Endless()
        {
            while (true)
                yield return new BsonDocument("_id", read++);
        }

        var output = Pipelines.Parse("[{$match: {_id: {$gte: 3}}}, {$project: {_id: 1}}, {$limit: 2}]").Run(Endless(), new InMemoryServer()).ToArray();

        Assert.Equal(2, output.Length);
        Assert.Equal(5, read);
    }

    [Fact]
    public void The_input_stays_as_it_is()
    {
        var input = new BsonDocument { { "_id", 1 }, { "a", new BsonArray { 1, 2 } }, { "b", new BsonDocument("c", 1) } };
        var before = input.DeepClone();

        _ = Pipelines.Parse("[{$unwind: '$a'}, {$addFields: {'b.d': 1, e: '$a'}}, {$unset: 'b.c'}, {$replaceRoot: {newRoot: '$$ROOT'}}]").Run([input], new InMemoryServer()).ToArray();

        Assert.Equal(before, input);
    }
}
