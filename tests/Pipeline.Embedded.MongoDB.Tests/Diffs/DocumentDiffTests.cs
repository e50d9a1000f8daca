using FsCheck;
using FsCheck.Fluent;
using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Diffs;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Tests.Values;
using Pipeline.Embedded.MongoDB.Updates;

namespace Pipeline.Embedded.MongoDB.Tests.Diffs;

public class DocumentDiffTests
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(3000);

    private static readonly string Long = new('x', 200);

    private static readonly Arbitrary<BsonDocument> Documents = Gen.Choose(0, 5)
        .SelectMany(count => BsonValues.Arbitrary.Generator.ArrayOf(count))
        .SelectMany(values => Gen.Shuffle(["a", "b", "c", "0", "d.e"]).Select(names => new BsonDocument(values.Zip(names, (value, name) => new BsonElement(name, value)))))
        .ToArbitrary();

    private static readonly Gen<BsonValue> Arguments = Gen.Frequency(
        (3, BsonValues.Arbitrary.Generator),
        (1, Gen.Elements<BsonValue>("b", "c.x", "0")),
        (1, Gen.Elements(1, -1, 2).Select(value => (BsonValue)value)),
        (1, BsonValues.Arbitrary.Generator.ArrayOf(2).Select(values => (BsonValue)new BsonDocument("$each", new BsonArray(values)))),
        (1, Gen.Choose(-2, 2).Select(slice => (BsonValue)BsonDocument.Parse($"{{$each: [3, 1], $position: {-slice}, $slice: {slice}, $sort: 1}}"))),
        (1, Gen.Elements("{and: 5}", "{xor: 3}", "{$gt: 0}", "{a: 1}", "{$type: 'date'}").Select(json => (BsonValue)BsonDocument.Parse(json))));

    private static readonly Arbitrary<BsonDocument> Modifiers = Gen.Elements("a", "b", "a.b", "a.0", "a.$", "a.$[]", "a.$[].b", "a.1.b", "c", "0", "x.y", "b.a.0", "d").Two()
        .SelectMany(paths => Arguments.Two().SelectMany(arguments => Gen.Elements(
            "$set", "$unset", "$inc", "$mul", "$min", "$max", "$rename", "$setOnInsert", "$currentDate", "$bit", "$push", "$addToSet", "$pop", "$pull", "$pullAll").Two().Select(names =>
                new BsonDocument(names.Item1, new BsonDocument(paths.Item1, arguments.Item1))
                    .Merge(new BsonDocument(names.Item2, new BsonDocument(paths.Item2, arguments.Item2)), overwriteExistingElements: true))))
        .ToArbitrary();

    [Theory]
    [InlineData("{a: 1, b: 2}", "{a: 1, b: 3}", "{u: {b: 3}}")]
    [InlineData("{a: 1, b: 2}", "{a: 1}", "{d: {b: false}}")]
    [InlineData("{a: 1}", "{a: 1, b: 2}", "{i: {b: 2}}")]
    [InlineData("{a: 1, b: 2, c: 3}", "{b: 2, a: 1, c: 4}", "{i: {a: 1, c: 4}}")]
    [InlineData("{a: {x: 1, l: 'L'}}", "{a: {x: 2, l: 'L'}}", "{sa: {u: {x: 2}}}")]
    [InlineData("{a: ['L', 1, 2]}", "{a: ['L', 5]}", "{sa: {a: true, l: 2, u1: 5}}")]
    [InlineData("{a: ['L', {x: 1, l: 'L'}]}", "{a: ['L', {x: 2, l: 'L'}, 3]}", "{sa: {a: true, s1: {u: {x: 2}}, u2: 3}}")]
    [InlineData("{a: 1}", "{a: 1}", "{}")]
    public void A_diff_says_what_changed(string before, string after, string expected)
    {
        var diff = DocumentDiff.Compute(Document(before), Document(after));

        Assert.Equal(BsonDocument.Parse(expected), diff);
    }

    [Fact]
    public void There_is_none_where_the_new_document_is_shorter() =>
        Assert.Null(DocumentDiff.Compute(BsonDocument.Parse("{_id: 1, a: 1}"), BsonDocument.Parse("{_id: 1, b: 'something new'}")));

    [Fact]
    public void Applied_to_the_old_version_a_diff_gives_the_new_one()
    {
        var property = Prop.ForAll(Documents, Documents, (one, other) =>
        {
            var before = new BsonDocument("long", Long).AddRange(one);
            var after = new BsonDocument("long", Long).AddRange(other);
            var bytes = before.ToBson();
            return DocumentDiff.Compute(before, after) is not { } diff
                || DocumentDiff.Apply(before, diff).ToBson().SequenceEqual(after.ToBson()) && before.ToBson().SequenceEqual(bytes);
        });

        Check.One(Thorough, property);
    }

    [Fact]
    public void A_modifier_s_diff_gives_what_the_modifier_made_and_what_does_not_fit_is_an_error_of_MongoDB()
    {
        var changes = 0;
        var property = Prop.ForAll(Documents, Modifiers, (before, modifiers) =>
        {
            BsonDocument after;
            BsonDocument? diff;
            try
            {
                after = Update.Parse(modifiers, new UpdateOptions()).Apply((BsonDocument)before.DeepClone(), "0", out _, out diff);
            }
            catch (CommandException)
            {
                return true;
            }

            changes += diff is null ? 0 : 1;
            return (diff is null ? before : DocumentDiff.Apply(before, diff)).ToBson().SequenceEqual(after.ToBson());
        });

        Check.One(Thorough, property);
        Assert.True(changes > 100, $"only {changes} of the random updates changed anything");
    }

    [Fact]
    public void To_set_what_is_set_changes_nothing()
    {
        var property = Prop.ForAll(Documents, BsonValues.Arbitrary, (document, value) =>
        {
            var update = Update.Parse(new BsonDocument("$set", new BsonDocument { { "a", value }, { "new.field", value } }), new UpdateOptions());
            var once = update.Apply((BsonDocument)document.DeepClone(), null, out _);
            var bytes = once.ToBson();
            var twice = update.Apply(once, null, out var changed);
            return !changed && twice.ToBson().SequenceEqual(bytes);
        });

        Check.One(Thorough, property);
    }

    private static BsonDocument Document(string json) =>
        new BsonDocument("long", Long).AddRange(BsonDocument.Parse(json.Replace("'L'", $"'{Long}'", StringComparison.Ordinal)));
}
