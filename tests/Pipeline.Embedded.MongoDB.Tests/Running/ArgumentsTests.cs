using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Tests.Running.Entities;

namespace Pipeline.Embedded.MongoDB.Tests.Running;

public class ArgumentsTests
{
    [Fact]
    public void An_argument_that_nobody_reads_is_an_error_that_names_it()
    {
        var arguments = new Arguments("find", BsonDocument.Parse("{filter: {}, novelty: 1}"), new EntityMap());
        arguments.Document("filter");

        var error = Assert.Throws<UnsupportedByRunnerException>(arguments.AssertAllRead);

        Assert.Contains("novelty of find", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_or_mistyped_entity_is_an_error()
    {
        var entities = new EntityMap();
        entities.Add("saved", new BsonInt32(1));

        Assert.Throws<SpecificationFailedException>(() => new Arguments("find", BsonDocument.Parse("{session: 'session0'}"), entities).Session());
        Assert.Throws<SpecificationFailedException>(() => new Arguments("find", BsonDocument.Parse("{session: 'saved'}"), entities).Session());
        Assert.Throws<SpecificationFailedException>(() => entities.Add("saved", new BsonInt32(2)));
    }

    [Theory]
    [InlineData("{readConcern: {level: 'majority', novelty: 1}}")]
    [InlineData("{writeConcern: {w: 1, novelty: 1}}")]
    [InlineData("{readPreference: {mode: 'primary', novelty: 1}}")]
    public void A_part_of_an_option_that_the_runner_does_not_know_is_an_error(string json)
    {
        var arguments = new Arguments("aggregate", BsonDocument.Parse(json), new EntityMap());

        Assert.Throws<UnsupportedByRunnerException>(() =>
        {
            arguments.ReadConcern();
            arguments.WriteConcern();
            arguments.ReadPreference();
        });
    }
}
