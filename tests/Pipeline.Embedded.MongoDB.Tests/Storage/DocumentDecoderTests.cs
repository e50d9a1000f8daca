using FsCheck;
using FsCheck.Fluent;
using MongoDB.Bson;
using MongoDB.Bson.Serialization;
using Pipeline.Embedded.MongoDB.Storage;
using Pipeline.Embedded.MongoDB.Tests.Values;

namespace Pipeline.Embedded.MongoDB.Tests.Storage;

public class DocumentDecoderTests
{
    [Fact]
    public void A_document_is_read_as_the_driver_reads_it()
    {
        var property = Prop.ForAll(BsonValues.Arbitrary, BsonValues.Arbitrary, (x, y) =>
        {
            var bytes = new BsonDocument { { "_id", x }, { "ü", new BsonArray { y, new BsonDocument("x", y) } } }.ToBson();

            var decoded = Documents.Decode(bytes);

            Assert.Equal($"{BsonSerializer.Deserialize<BsonDocument>(bytes)}", $"{decoded}");
            Assert.Equal(bytes, Documents.Encode(decoded));
            Assert.Equal(new BsonDocument("_id", x).ToBson(), Documents.IdOf(bytes));
        });

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(3000), property);
    }

    [Fact]
    public void Fields_may_have_one_name()
    {
        var document = new BsonDocument(allowDuplicateNames: true) { { "a", 1 }, { "a", 2 } };

        Assert.Equal([1, 2], Documents.Decode(document.ToBson()).Values.Select(x => x.AsInt32));
    }

    [Fact]
    public void Bytes_that_were_changed_or_cut_off_never_crash_the_reader()
    {
        var property = Prop.ForAll(BsonValues.Arbitrary, Gen.Choose(0, 300).ToArbitrary(), Gen.Choose(0, 255).ToArbitrary(), (value, position, changed) =>
        {
            var bytes = new BsonDocument { { "a", value }, { "b", "text" } }.ToBson();
            bytes[position % bytes.Length] = (byte)changed;
            Assert.True(Record.Exception(() => Documents.Decode(bytes)) is null or FormatException or ArgumentException);
            Assert.IsType<FormatException>(Record.Exception(() => Documents.Decode(bytes.AsMemory(0, position % bytes.Length))));
        });

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(3000), property);
    }

    [Fact]
    public void Documents_that_are_nested_too_deeply_are_refused()
    {
        BsonValue value = 1;
        for (var i = 0; i < 240; i++)
            value = new BsonDocument("x", value);
        Assert.Equal(value, Documents.Decode(Documents.Encode(value.AsBsonDocument)));

        var bytes = Documents.Encode(value.AsBsonDocument);
        for (var i = 0; i < 20; i++)
        {
            var composer = new DocumentComposer(16);
            composer.Document("x"u8, bytes);
            bytes = composer.ToArray();
        }

        Assert.Throws<FormatException>(() => Documents.Decode(bytes));
    }
}
