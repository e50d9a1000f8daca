using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Tests.Running;

public class ConnectionAddressTests
{
    [Theory]
    [InlineData("mongodb://h:1", "{}", "mongodb://h:1/")]
    [InlineData("mongodb://h:1/?replicaSet=rs", "{}", "mongodb://h:1/?replicaSet=rs")]
    [InlineData("mongodb://h:1/?replicaSet=rs", "{retryWrites: false, w: 1}", "mongodb://h:1/?replicaSet=rs&retryWrites=false&w=1")]
    [InlineData("mongodb://u:p@h:1/db?retryWrites=true&w=2", "{retrywrites: false}", "mongodb://u:p@h:1/db?w=2&retrywrites=false")]
    [InlineData("mongodb://h:1", "{appName: 'a b'}", "mongodb://h:1/?appName=a%20b")]
    public void Options_of_a_client_take_the_place_of_the_servers(string address, string options, string expected)
    {
        Assert.Equal(expected, ConnectionAddress.With(address, BsonDocument.Parse(options)));
    }
}
