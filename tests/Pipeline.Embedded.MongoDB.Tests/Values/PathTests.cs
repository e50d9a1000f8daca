using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Tests.Values;

public class PathTests
{
    [Theory]
    [InlineData("a", "{a: [1, 2, [3]]}", "[1, 2, [3]]")]
    [InlineData("a", "{a: []}", "[]")]
    [InlineData("a", "{}", "[]")]
    [InlineData("a", "{a: null}", "[null]")]
    [InlineData("a.b", "{a: [{b: 1}, {b: [2, 3]}, {}, 4]}", "[1, 2, 3]")]
    [InlineData("a.1", "{a: [5, 6]}", "[6]")]
    [InlineData("a.0.b", "{a: [{b: 1}, {b: 2}]}", "[1]")]
    [InlineData("a.0", "{a: {'0': 7}}", "[7]")]
    public void Distinct_sees_the_elements_of_arrays_and_no_missing_values(string path, string document, string expected)
    {
        var values = PathValues.Distinct(BsonDocument.Parse(document), FieldPath.Parse(path));

        Assert.Equal(BsonDocument.Parse($"{{v: {expected}}}")["v"], new BsonArray(values));
    }

    [Theory]
    [InlineData("a", "{a: 1}", "[[1]]", false)]
    [InlineData("a", "{}", "[[null]]", false)]
    [InlineData("a.b", "{a: 1}", "[[null]]", false)]
    [InlineData("a", "{a: []}", "[[undefined]]", true)]
    [InlineData("a", "{a: [1, [2]]}", "[[1], [[2]]]", true)]
    [InlineData("a.b", "{a: []}", "[[null]]", true)]
    [InlineData("a.b", "{a: [{b: 1}, {}, 3]}", "[[1], [null], [null]]", true)]
    [InlineData("a.b", "{a: [{b: [1, 2]}, {b: 3}]}", "[[1], [2], [3]]", true)]
    [InlineData("a.b a.c", "{a: [{b: 1, c: 2}, {b: 3, c: 4}]}", "[[1, 2], [3, 4]]", true)]
    [InlineData("a x", "{a: [1, 2], x: 9}", "[[1, 9], [2, 9]]", true)]
    [InlineData("a a.b", "{a: [{b: 1}]}", "[[{b: 1}, 1]]", true)]
    [InlineData("a.0", "{a: [5, 6]}", "[[5]]", true)]
    [InlineData("a.0.b", "{a: [{b: 5}, {b: 6}]}", "[[5]]", true)]
    [InlineData("a.5", "{a: [5, 6]}", "[[null], [null]]", true)]
    [InlineData("a.5", "{a: [{'5': 1}]}", "[[1]]", true)]
    [InlineData("a.0", "{a: [[1, 2], 3]}", "[[1], [2]]", true)]
    public void Index_keys_expand_arrays_together(string paths, string document, string expected, bool expectedMultikey)
    {
        var keys = IndexKeys.Of(BsonDocument.Parse(document), [.. paths.Split(' ').Select(FieldPath.Parse)], out var multikey);

        Assert.Equal(BsonDocument.Parse($"{{v: {expected}}}")["v"], new BsonArray(keys.Select(key => new BsonArray(key))));
        Assert.Equal(expectedMultikey, multikey);
    }

    [Fact]
    public void Two_arrays_side_by_side_cannot_be_indexed_together()
    {
        var error = Assert.Throws<CommandException>(() =>
            IndexKeys.Of(BsonDocument.Parse("{a: [1], b: [2]}"), [FieldPath.Parse("a"), FieldPath.Parse("b")], out _));

        Assert.Equal((171, "CannotIndexParallelArrays"), (error.Code, error.CodeName));
        Assert.Equal("cannot index parallel arrays [b] [a]", error.Message);
    }

    [Fact]
    public void A_number_that_is_both_a_position_and_a_name_cannot_be_indexed()
    {
        var error = Assert.Throws<CommandException>(() => IndexKeys.Of(BsonDocument.Parse("{a: [{'0': 1}]}"), [FieldPath.Parse("a.0")], out _));

        Assert.Equal(16746, error.Code);
    }

    [Theory]
    [InlineData("a.b", "{a: {b: 1}}", "1")]
    [InlineData("a.b", "{a: [{b: 1}]}", null)]
    [InlineData("a", "{a: [1]}", "[1]")]
    [InlineData("a.b", "{a: 1}", null)]
    public void A_value_is_got_without_going_through_arrays(string path, string document, string? expected)
    {
        var value = FieldPath.Parse(path).Get(BsonDocument.Parse(document));

        Assert.Equal(expected is null ? null : BsonDocument.Parse($"{{v: {expected}}}")["v"], value);
    }
}
