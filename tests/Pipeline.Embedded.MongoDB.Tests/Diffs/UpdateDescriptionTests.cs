using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Diffs;
using Pipeline.Embedded.MongoDB.Updates;

namespace Pipeline.Embedded.MongoDB.Tests.Diffs;

public class UpdateDescriptionTests
{
    [Theory]
    [InlineData("{_id: 1, a: {b: 1, c: 1}, d: 1}", "{$set: {'a.b': 2, e: 3}, $unset: {'a.c': 1, d: 1}}", "{updatedFields: {e: 3, 'a.b': 2}, removedFields: ['d', 'a.c'], truncatedArrays: [], disambiguatedPaths: {}}")]
    [InlineData("{_id: 1, a: [1, 2]}", "{$push: {a: 3}}", "{updatedFields: {'a.2': 3}, removedFields: [], truncatedArrays: [], disambiguatedPaths: {}}")]
    [InlineData("{_id: 1, a: {x: 1, y: 1}}", "{$set: {a: {x: 1, y: 2}}}", "{updatedFields: {a: {x: 1, y: 2}}, removedFields: [], truncatedArrays: [], disambiguatedPaths: {}}")]
    [InlineData("{_id: 1, a: {'1': 1}}", "{$set: {'a.1': 2}}", "{updatedFields: {'a.1': 2}, removedFields: [], truncatedArrays: [], disambiguatedPaths: {'a.1': ['a', '1']}}")]
    [InlineData("{_id: 1, a: [{'1': 1}]}", "{$set: {'a.0.1': 2}}", "{updatedFields: {'a.0.1': 2}, removedFields: [], truncatedArrays: [], disambiguatedPaths: {'a.0.1': ['a', 0, '1']}}")]
    public void A_change_is_described_by_paths(string document, string update, string expected)
    {
        _ = Update.Parse(BsonDocument.Parse(update), new UpdateOptions()).Apply(BsonDocument.Parse(document), null, out _, out var diff);

        var wanted = BsonDocument.Parse(expected);
        Assert.Equal(wanted, UpdateDescription.ExpandedOf(diff!));
        wanted.Remove("disambiguatedPaths");
        Assert.Equal(wanted, UpdateDescription.Of(diff!));
    }

    [Fact]
    public void Shorter_arrays_and_names_with_dots_are_described()
    {
        var diff = BsonDocument.Parse("{sa: {a: true, l: 1}, u: {'b.c': 1}}");

        var description = UpdateDescription.ExpandedOf(diff);

        Assert.Equal(
            BsonDocument.Parse("{updatedFields: {'b.c': 1}, removedFields: [], truncatedArrays: [{field: 'a', newSize: 1}], disambiguatedPaths: {'b.c': ['b.c']}}"),
            description);
    }
}
