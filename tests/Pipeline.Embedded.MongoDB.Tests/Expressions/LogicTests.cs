namespace Pipeline.Embedded.MongoDB.Tests.Expressions;

public class LogicTests
{
    [Theory]
    [InlineData("{$eq: [1, 1.0]}", "true")]
    [InlineData("{$eq: ['$nothing', null]}", "false")]
    [InlineData("{$lt: ['$nothing', null]}", "true")]
    [InlineData("{$gt: ['a', 5]}", "true")]
    [InlineData("{$gte: [[1, 2], [1, 2]]}", "true")]
    [InlineData("{$lte: [{a: 1}, {a: 2}]}", "true")]
    [InlineData("{$ne: [NumberLong(5), NumberDecimal('5')]}", "false")]
    [InlineData("{$cmp: [1, 2]}", "-1")]
    [InlineData("{$cmp: ['b', 'a']}", "1")]
    public void Values_of_all_types_are_compared(string expression, string expected) => Evaluated.Is(expected, expression);

    [Theory]
    [InlineData("{$and: [1, 'x', []]}", "true")]
    [InlineData("{$and: [1, 0]}", "false")]
    [InlineData("{$and: []}", "true")]
    [InlineData("{$or: []}", "false")]
    [InlineData("{$or: [null, '$nothing', 3]}", "true")]
    [InlineData("{$not: [0]}", "true")]
    [InlineData("{$not: ['']}", "false")]
    [InlineData("{$and: [false, {$divide: [1, 0]}]}", "false")]
    public void Only_false_zero_null_and_missing_are_false(string expression, string expected) => Evaluated.Is(expected, expression);

    [Theory]
    [InlineData("{$cond: [true, 1, 2]}", "1")]
    [InlineData("{$cond: {if: '$nothing', then: 1, else: 2}}", "2")]
    [InlineData("{$ifNull: ['$nothing', null, 3]}", "3")]
    [InlineData("{$ifNull: ['$nothing', null]}", "null")]
    [InlineData("{$switch: {branches: [{case: false, then: 1}, {case: true, then: 2}], default: 3}}", "2")]
    [InlineData("{$switch: {branches: [{case: false, then: 1}], default: 3}}", "3")]
    public void A_condition_takes_its_branch(string expression, string expected) => Evaluated.Is(expected, expression);

    [Theory]
    [InlineData("{$cond: {then: 1, else: 2}}", 17080)]
    [InlineData("{$cond: {if: 1, else: 2}}", 17081)]
    [InlineData("{$cond: {if: 1, then: 2}}", 17082)]
    [InlineData("{$cond: {if: 1, then: 2, else: 3, x: 4}}", 17083)]
    [InlineData("{$ifNull: [1]}", 1257300)]
    [InlineData("{$switch: {branches: []}}", 40068)]
    [InlineData("{$switch: {branches: [{case: '$a', then: 1}]}}", 40066)]
    [InlineData("{$switch: 5}", 40060)]
    public void A_mistake_has_the_servers_code(string expression, int code) => Evaluated.Fails(code, expression);

    [Theory]
    [InlineData("{$let: {vars: {x: 1, y: 2}, in: {$add: ['$$x', '$$y']}}}", "3")]
    [InlineData("{$let: {vars: {CURRENT: '$b'}, in: '$c'}}", "9")]
    [InlineData("{$let: {vars: {x: '$nothing'}, in: '$$x'}}", "missing")]
    [InlineData("{$let: {vars: {x: {p: [1, 2]}}, in: '$$x.p'}}", "[1, 2]")]
    public void Let_defines_variables(string expression, string expected) => Evaluated.Is(expected, expression, "{b: {c: 9}}");
}
