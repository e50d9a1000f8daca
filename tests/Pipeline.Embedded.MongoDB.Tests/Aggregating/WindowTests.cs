namespace Pipeline.Embedded.MongoDB.Tests.Aggregating;

public class WindowTests
{
    private const string Input = "[{p: 'a', t: 1, v: 1}, {p: 'a', t: 2, v: 2}, {p: 'a', t: 2, v: 3}, {p: 'a', t: 5, v: 4}, {p: 'b', t: 1, v: 10}]";

    [Theory]
    [InlineData("{$sum: '$v', window: {documents: ['unbounded', 'current']}}", "[1, 3, 6, 10, 10]")]
    [InlineData("{$sum: '$v', window: {documents: [-1, 1]}}", "[3, 6, 9, 7, 10]")]
    [InlineData("{$sum: '$v'}", "[10, 10, 10, 10, 10]")]
    [InlineData("{$avg: '$v', window: {documents: [1, 1]}}", "[2.0, 3.0, 4.0, null, null]")]
    [InlineData("{$sum: '$v', window: {range: [-1, 0]}}", "[1, 6, 6, 4, 10]")]
    [InlineData("{$push: '$v', window: {documents: ['unbounded', 'current']}}", "[[1], [1, 2], [1, 2, 3], [1, 2, 3, 4], [10]]")]
    [InlineData("{$min: '$v', window: {documents: ['current', 'unbounded']}}", "[1, 2, 3, 4, 10]")]
    [InlineData("{$rank: {}}", "[1, 2, 2, 4, 1]")]
    [InlineData("{$denseRank: {}}", "[1, 2, 2, 3, 1]")]
    [InlineData("{$documentNumber: {}}", "[1, 2, 3, 4, 1]")]
    [InlineData("{$shift: {output: '$v', by: 1, default: 'end'}}", "[2, 3, 4, 'end', 'end']")]
    [InlineData("{$shift: {output: '$v', by: -1}}", "[null, 1, 2, 3, null]")]
    [InlineData("{$expMovingAvg: {input: '$v', alpha: 0.5}}", "[1, 1.5, 2.25, 3.125, 10]")]
    [InlineData("{$derivative: {input: '$v'}, window: {documents: ['unbounded', 'unbounded']}}", "[0.75, 0.75, 0.75, 0.75, null]")]
    [InlineData("{$integral: {input: '$v'}, window: {documents: ['unbounded', 'current']}}", "[0, 1.5, 1.5, 12.0, 0]")]
    [InlineData("{$count: {}, window: {documents: [-1, 0]}}", "[1, 2, 2, 2, 1]")]
    public void A_function_sees_its_window(string function, string expected) => Pipelines.Yields(
        $"[{{all: {expected}}}]",
        $"[{{$setWindowFields: {{partitionBy: '$p', sortBy: {{t: 1}}, output: {{r: {function}}}}}}}, {{$group: {{_id: null, all: {{$push: '$r'}}}}}}, {{$unset: '_id'}}]",
        Input);

    [Fact]
    public void A_range_of_dates_has_a_unit() => Pipelines.Yields(
        "[{all: [1, 2, 1]}]",
        "[{$setWindowFields: {sortBy: {d: 1}, output: {n: {$sum: 1, window: {range: [-1, 'current'], unit: 'hour'}}}}}, {$group: {_id: null, all: {$push: '$n'}}}, {$unset: '_id'}]",
        "[{d: ISODate('2024-01-01T00:00:00Z')}, {d: ISODate('2024-01-01T01:00:00Z')}, {d: ISODate('2024-01-01T05:00:00Z')}]");

    [Fact]
    public void An_output_may_lie_deeper() => Pipelines.Yields(
        "[{a: {b: 1, n: 1}}]",
        "[{$setWindowFields: {output: {'a.n': {$sum: '$a.b'}}}}]",
        "[{a: {b: 1}}]");

    [Theory]
    [InlineData("{output: {v: {method: 'locf'}}}", "[{t: 0, v: null}, {t: 1, v: 1}, {t: 2, v: 1}, {t: 4, v: 7}]")]
    [InlineData("{sortBy: {t: 1}, output: {v: {method: 'linear'}}}", "[{t: 0, v: null}, {t: 1, v: 1}, {t: 2, v: 3.0}, {t: 4, v: 7}]")]
    [InlineData("{output: {v: {value: -1}}}", "[{t: 0, v: -1}, {t: 1, v: 1}, {t: 2, v: -1}, {t: 4, v: 7}]")]
    public void What_is_missing_is_filled(string fill, string expected) =>
        Pipelines.Yields(expected, $"[{{$fill: {fill}}}, {{$project: {{t: 1, v: 1}}}}]", "[{t: 0, v: null}, {t: 1, v: 1}, {t: 2, v: null}, {t: 4, v: 7}]");

    [Theory]
    [InlineData("{field: 'v', range: {step: 1, bounds: 'full'}}", "[{v: 1}, {v: 2}, {v: 3, x: 1}]")]
    [InlineData("{field: 'v', range: {step: 1, bounds: [0, 4]}}", "[{v: 0}, {v: 1}, {v: 2}, {v: 3, x: 1}]")]
    [InlineData("{field: 'v', range: {step: 2, bounds: [0, 3]}}", "[{v: 0}, {v: 1}, {v: 2}, {v: 3, x: 1}]")]
    public void Gaps_between_numbers_are_closed(string densify, string expected) =>
        Pipelines.Yields(expected, $"[{{$densify: {densify}}}]", "[{v: 3, x: 1}, {v: 1}]");

    [Fact]
    public void Gaps_between_dates_are_closed_in_each_partition() => Pipelines.Yields(
        "[{p: 1, d: ISODate('2024-01-01T00:00:00Z')}, {p: 1, d: ISODate('2024-01-01T01:00:00Z')}, {p: 1, d: ISODate('2024-01-01T02:00:00Z')}, {p: 2, d: ISODate('2024-01-01T09:00:00Z')}]",
        "[{$densify: {field: 'd', partitionByFields: ['p'], range: {step: 1, unit: 'hour', bounds: 'partition'}}}, {$project: {p: 1, d: 1}}]",
        "[{p: 1, d: ISODate('2024-01-01T00:00:00Z')}, {p: 1, d: ISODate('2024-01-01T02:00:00Z')}, {p: 2, d: ISODate('2024-01-01T09:00:00Z')}]");

    [Theory]
    [InlineData("[{$setWindowFields: {output: {r: {$rank: {}}}}}]", 5371602)]
    [InlineData("[{$setWindowFields: {sortBy: {a: 1}, output: {r: {$foo: {}}}}}]", 9)]
    [InlineData("[{$setWindowFields: {output: {r: {$sum: 1, window: {documents: [-1, 1]}}}}}]", 5339901)]
    [InlineData("[{$setWindowFields: {sortBy: {a: 1}, output: {r: {$sum: 1, window: {documents: [1, -1]}}}}}]", 5339900)]
    [InlineData("[{$setWindowFields: {}}]", 40414)]
    [InlineData("[{$densify: {field: 'a', range: {step: 0, bounds: 'full'}}}]", 5733401)]
    [InlineData("[{$fill: {output: {a: {method: 'magic'}}}}]", 6050202)]
    public void A_mistake_has_the_servers_code(string stages, int code) => Pipelines.Fails(code, stages);
}
