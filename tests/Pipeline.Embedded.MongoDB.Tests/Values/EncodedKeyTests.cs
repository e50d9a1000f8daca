using FsCheck;
using FsCheck.Fluent;
using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Indexing;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Tests.Values;

public class EncodedKeyTests
{
    [Theory]
    [InlineData("{locale: 'simple'}")]
    [InlineData("{locale: 'en', strength: 2}")]
    public void The_keys_of_an_index_sort_as_the_values_do(string specification)
    {
        var collation = Collation.Parse(BsonDocument.Parse(specification));
        var order = BsonOrder.For(collation);
        var property = Prop.ForAll(
            BsonValues.Arbitrary,
            BsonValues.Arbitrary,
            (left, right) => Math.Sign(order.Compare(left, right)) == Math.Sign(Key(left, collation).AsSpan().SequenceCompareTo(Key(right, collation))));

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(5000), property);
    }

    private static byte[] Key(BsonValue value, Collation? collation)
    {
        var writer = new KeyWriter(new byte[256], collation);
        writer.Write(value, descending: false);
        return writer.ToArray();
    }
}
