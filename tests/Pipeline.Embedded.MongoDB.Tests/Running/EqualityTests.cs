using FsCheck;
using FsCheck.Fluent;
using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Tests.Running.Matching;

namespace Pipeline.Embedded.MongoDB.Tests.Running;

public class EqualityTests
{
    [Theory]
    [InlineData("{a: 1, b: [1, {c: 2}]}", "{b: [1, {c: 2}], a: 1}", true)]
    [InlineData("{a: 1}", "{a: {$numberLong: '1'}}", false)]
    [InlineData("{a: 1}", "{a: 1.0}", false)]
    [InlineData("{a: 1}", "{a: 1, b: null}", false)]
    [InlineData("{a: [1, 2]}", "{a: [2, 1]}", false)]
    public void Outcomes_are_compared_with_types_but_without_the_order_of_keys(string left, string right, bool equal)
    {
        Assert.Equal(equal, Equality.Exact(BsonDocument.Parse(left), BsonDocument.Parse(right)));
        Assert.Equal(equal, Equality.Exact(BsonDocument.Parse(right), BsonDocument.Parse(left)));
    }

    [Fact]
    public void A_whole_number_equals_itself_in_every_numeric_type_but_decimal()
    {
        Prop.ForAll<int>(x =>
            Equality.Flexible(x, (long)x) && Equality.Flexible((double)x, x) && Equality.Flexible((long)x, (double)x)
            && !Equality.Flexible(x, (long)x + 1) && !Equality.Flexible(x, x + 0.5) && !Equality.Flexible(x, new BsonDecimal128(x))).QuickCheckThrowOnFailure();
    }
}
