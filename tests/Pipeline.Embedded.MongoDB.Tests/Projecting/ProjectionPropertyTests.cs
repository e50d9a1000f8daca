using FsCheck;
using FsCheck.Fluent;
using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Expressions;
using Pipeline.Embedded.MongoDB.Projecting;
using Pipeline.Embedded.MongoDB.Tests.Values;

namespace Pipeline.Embedded.MongoDB.Tests.Projecting;

public class ProjectionPropertyTests
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(1000);

    private static readonly Arbitrary<BsonDocument> Documents = BsonValues.Arbitrary.Generator.ArrayOf(4)
        .Select(values => new BsonDocument { { "_id", 1 }, { "a", values[0] }, { "b", values[1] }, { "0", values[2] }, { "c", new BsonDocument("a", values[3]) } })
        .ToArbitrary();

    private static readonly Arbitrary<string> Paths = Gen.Elements("a", "b", "0", "a.a", "a.b", "a.0", "a.a.b", "c.a", "c.a.b", "z", "z.a").ToArbitrary();

    [Fact]
    public void To_project_what_is_projected_changes_nothing()
    {
        var property = Prop.ForAll(Documents, Paths, Gen.Elements(0, 1).ToArbitrary(), (document, path, flag) =>
        {
            var projection = Projection.Parse(new BsonDocument(path, flag), new ProjectionOptions())!;
            var once = projection.Apply(document);
            return projection.Apply(once).ToBson().SequenceEqual(once.ToBson());
        });

        Check.One(Thorough, property);
    }

    [Fact]
    public void What_is_included_and_what_is_excluded_are_the_whole_of_a_top_level_field()
    {
        var property = Prop.ForAll(Documents, Gen.Elements("a", "b", "0", "c").ToArbitrary(), (document, name) =>
        {
            var included = Projection.Parse(new BsonDocument { { "_id", 0 }, { name, 1 } }, new ProjectionOptions())!.Apply(document);
            var excluded = Projection.Parse(new BsonDocument(name, 0), new ProjectionOptions())!.Apply(document);
            return included.ElementCount == 1 && ReferenceEquals(included[name], document[name])
                && excluded.Names.SequenceEqual(document.Names.Where(other => other != name));
        });

        Check.One(Thorough, property);
    }

    [Fact]
    public void A_computed_field_of_its_own_value_changes_nothing()
    {
        var property = Prop.ForAll(Documents, Gen.Elements("a", "b", "c.a").ToArbitrary(), (document, path) =>
        {
            var fields = ComputedFields.Parse(new BsonDocument(path, "$" + path), "$set");
            return fields.Apply(document, EvaluationSettings.None).ToBson().SequenceEqual(document.ToBson());
        });

        Check.One(Thorough, property);
    }
}
