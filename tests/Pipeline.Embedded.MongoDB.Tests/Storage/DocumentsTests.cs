using FsCheck;
using FsCheck.Fluent;
using MongoDB.Bson;
using MongoDB.Bson.Serialization;
using Pipeline.Embedded.MongoDB.Storage;
using Pipeline.Embedded.MongoDB.Tests.Values;

namespace Pipeline.Embedded.MongoDB.Tests.Storage;

public class DocumentsTests
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
}
