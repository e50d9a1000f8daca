using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Tests.Running.Entities;
using Pipeline.Embedded.MongoDB.Tests.Running.Matching;

namespace Pipeline.Embedded.MongoDB.Tests.Running;

public class EventMatcherTests
{
    private static readonly EventMatcher Matcher = new(new ValueMatcher(new EntityMap()));

    private static readonly ObservedEvent[] Observed =
    [
        new("commandStartedEvent", EventKind.Command, BsonDocument.Parse("{command: {find: 'c', filter: {}, lsid: {id: 1}}, commandName: 'find', databaseName: 'db'}")),
        new("connectionReadyEvent", EventKind.Cmap, []),
        new("commandFailedEvent", EventKind.Command, BsonDocument.Parse("{commandName: 'find', databaseName: 'db'}")),
    ];

    [Theory]
    [InlineData("{events: [{commandStartedEvent: {command: {find: 'c', filter: {}}, databaseName: 'db'}}, {commandFailedEvent: {commandName: 'find'}}]}")]
    [InlineData("{events: [{commandStartedEvent: {command: {find: 'c'}}}], ignoreExtraEvents: true}")]
    [InlineData("{eventType: 'cmap', events: [{connectionReadyEvent: {}}]}")]
    [InlineData("{eventType: 'sdam', events: []}")]
    public void Expected_events_match(string expected)
    {
        Assert.Null(Record.Exception(() => Matcher.Match(BsonDocument.Parse(expected), Observed, "expectEvents[0]")));
    }

    [Theory]
    [InlineData("{events: []}")]
    [InlineData("{events: [{commandStartedEvent: {}}]}")]
    [InlineData("{events: [{commandFailedEvent: {}}, {commandStartedEvent: {}}]}")]
    [InlineData("{events: [{commandStartedEvent: {}}, {commandFailedEvent: {}}, {commandStartedEvent: {}}], ignoreExtraEvents: true}")]
    [InlineData("{events: [{commandStartedEvent: {command: {find: 'other'}}}, {commandFailedEvent: {}}]}")]
    [InlineData("{events: [{commandStartedEvent: {command: {lsid: {$$exists: false}}}}, {commandFailedEvent: {}}]}")]
    [InlineData("{events: [{commandStartedEvent: {databaseName: 'other'}}, {commandFailedEvent: {}}]}")]
    [InlineData("{eventType: 'sdam', events: [{serverHeartbeatStartedEvent: {}}]}")]
    public void Other_events_fail(string expected)
    {
        Assert.Throws<SpecificationFailedException>(() => Matcher.Match(BsonDocument.Parse(expected), Observed, "expectEvents[0]"));
    }
}
