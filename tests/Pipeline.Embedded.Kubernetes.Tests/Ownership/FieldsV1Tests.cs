using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Pipeline.Embedded.Kubernetes.Ownership;

namespace Pipeline.Embedded.Kubernetes.Tests.Ownership;

public class FieldsV1Tests
{
    private static readonly PathElement[] _steps =
    [
        PathElement.Field("a"), PathElement.Field("b"), PathElement.Field("app.kubernetes.io/name"), PathElement.Keyed([new("name", "x")]), PathElement.Keyed([new("protocol", "TCP"), new("containerPort", 8080)]),
        PathElement.Member("v"), PathElement.Member(5), PathElement.Member(true),
    ];

    private static readonly Gen<FieldSet> _sets = Gen.Elements(_steps).NonEmptyListOf().Select(path => path.Take(4).ToArray()).ListOf().Select(paths =>
    {
        var set = new FieldSet();
        foreach (var path in paths)
            set.Add(path);
        return set;
    });

    [Fact]
    public void A_set_is_read_as_it_was_written() => Prop.ForAll(_sets.ToArbitrary(), set =>
    {
        var text = FieldsV1.Write(set).ToJsonString();

        Assert.Equal(text, FieldsV1.Write(FieldsV1.Read(JsonNode.Parse(text))!).ToJsonString());
        Assert.Equal(Paths(set), Paths(FieldsV1.Read(JsonNode.Parse(text))!));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Sets_combine_as_sets_of_paths_do() => Prop.ForAll(Gen.Zip(_sets, _sets).ToArbitrary(), pair =>
    {
        var (left, right) = pair;

        Assert.Equal(Paths(left).Union(Paths(right)).Order(), Paths(left.Union(right)));
        Assert.Equal(Paths(left).Intersect(Paths(right)).Order(), Paths(left.Intersection(right)));
        Assert.Equal(Paths(left).Except(Paths(right)).Order(), Paths(left.Difference(right)));
        Assert.Equal(Paths(left).Where(path => !Paths(right).Any(other => path == other || path.StartsWith(other + "|", StringComparison.Ordinal))), Paths(left.Without(right)));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Steps_are_written_in_order_names_before_keys_before_values()
    {
        var set = new FieldSet();
        foreach (var step in _steps.Reverse())
            set.Add([PathElement.Field("z"), step]);
        set.Add([PathElement.Field("z")]);

        Assert.Equal(
            [".", "f:a", "f:app.kubernetes.io/name", "f:b", "k:{\"containerPort\":8080,\"protocol\":\"TCP\"}", "k:{\"name\":\"x\"}", "v:5", "v:\"v\"", "v:true"],
            FieldsV1.Write(set)["f:z"]!.AsObject().Select(field => field.Key));
    }

    [Theory]
    [InlineData("""{"f:a":1}"""), InlineData("""{"x:a":{}}"""), InlineData("""{"k:[]":{}}"""), InlineData("""{"k:{":{}}"""), InlineData("""{"i:x":{}}"""), InlineData("[]")]
    public void What_is_no_set_is_not_read(string text) => Assert.Null(FieldsV1.Read(JsonNode.Parse(text)));

    private static IEnumerable<string> Paths(FieldSet set) => set.Paths().Select(path => string.Join('|', path.Select(step => step.Serialized))).Order();
}
