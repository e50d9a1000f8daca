using System.Net;
using MongoDB.Bson;
using MongoDB.Driver;
using MongoDB.Driver.Core.Clusters;
using MongoDB.Driver.Core.Connections;
using MongoDB.Driver.Core.Servers;
using Pipeline.Embedded.MongoDB.Tests.Running.Entities;
using Pipeline.Embedded.MongoDB.Tests.Running.Matching;

namespace Pipeline.Embedded.MongoDB.Tests.Running;

public class ErrorMatcherTests
{
    private static readonly ErrorMatcher Matcher = new(new ValueMatcher(new EntityMap()));
    private static readonly ConnectionId Connection = new(new ServerId(new ClusterId(), new IPEndPoint(IPAddress.Loopback, 27017)));

    [Theory]
    [InlineData("{isError: true}", true)]
    [InlineData("{isClientError: false}", true)]
    [InlineData("{isClientError: true}", false)]
    [InlineData("{errorCode: 112}", true)]
    [InlineData("{errorCode: 11}", false)]
    [InlineData("{errorCodeName: 'writeconflict'}", true)]
    [InlineData("{errorCodeName: 'NoSuchTransaction'}", false)]
    [InlineData("{errorContains: 'CAUGHT'}", true)]
    [InlineData("{errorContains: 'lost'}", false)]
    [InlineData("{errorLabelsContain: ['TransientTransactionError']}", true)]
    [InlineData("{errorLabelsContain: ['TransientTransactionError', 'RetryableWriteError']}", false)]
    [InlineData("{errorLabelsOmit: ['RetryableWriteError']}", true)]
    [InlineData("{errorLabelsOmit: ['TransientTransactionError']}", false)]
    [InlineData("{errorResponse: {code: 112}}", true)]
    [InlineData("{errorResponse: {code: 113}}", false)]
    [InlineData("{isTimeoutError: false}", true)]
    public void A_servers_error(string expected, bool matches)
    {
        var reply = BsonDocument.Parse("{ok: 0, code: 112, codeName: 'WriteConflict', errmsg: 'caught a conflict'}");
        var error = new MongoCommandException(Connection, "Command insert failed: caught a conflict.", [], reply);
        error.AddErrorLabel("TransientTransactionError");

        Assert.Equal(matches, Matches(expected, error));
    }

    [Theory]
    [InlineData("{isClientError: true}", true)]
    [InlineData("{isClientError: false}", false)]
    [InlineData("{errorCode: 1}", false)]
    [InlineData("{errorResponse: {}}", false)]
    public void An_error_of_the_client(string expected, bool matches)
    {
        Assert.Equal(matches, Matches(expected, new InvalidOperationException("No transaction started.")));
        Assert.Equal(matches, Matches(expected, new MongoConnectionException(Connection, "The connection was closed.")));
    }

    [Fact]
    public void An_assertion_that_the_runner_does_not_know_is_not_passed_over()
    {
        Assert.Throws<UnsupportedByRunnerException>(() => Matches("{novelty: 1}", new InvalidOperationException()));
    }

    private static bool Matches(string expected, Exception error) =>
        Record.Exception(() => Matcher.Match(BsonDocument.Parse(expected), error, "insertOne")) switch
        {
            null => true,
            SpecificationFailedException => false,
            var other => throw other,
        };
}
