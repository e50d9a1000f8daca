using FsCheck;
using FsCheck.Fluent;
using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Indexing;
using Pipeline.Embedded.MongoDB.Tests.Values;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Tests.Indexing;

public class TextKeyTests
{
    private static readonly Gen<string> Texts =
        Gen.Choose(0, 5).SelectMany(length => Gen.Elements('\0', '\u0001', '\u0002', 'a', '\u00ff', '\uffff').ArrayOf(length)).Select(x => new string(x));

    [Fact]
    public void Bytes_sort_as_strings_do_and_none_begin_another()
    {
        var property = Prop.ForAll(Texts.ToArbitrary(), Texts.ToArbitrary(), (x, y) =>
        {
            var (left, right) = (Key(x), Key(y));

            Assert.Equal(Math.Sign(BsonOrder.Simple.Compare(x, y)), Math.Sign(left.AsSpan().SequenceCompareTo(right)));
            Assert.Equal(x == y, left.AsSpan().StartsWith(right));
        });

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(3000), property);
    }

    [Fact]
    public void No_key_begins_the_key_of_another_value()
    {
        var property = Prop.ForAll(BsonValues.Arbitrary, BsonValues.Arbitrary, (x, y) =>
            Key(x).AsSpan().StartsWith(Key(y)) == (BsonOrder.Simple.Compare(x, y) == 0));

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(5000), property);
    }

    private static byte[] Key(BsonValue value)
    {
        var writer = new KeyWriter(stackalloc byte[64], null);
        writer.Write(value, descending: false);
        return writer.ToArray();
    }
}
