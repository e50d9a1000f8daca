using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Tests.Running;

public class RequirementTests
{
    private static readonly ServerFacts Server = new()
    {
        Version = new Version(8, 0, 4),
        Topology = "replicaset",
        Parameters = new BsonDocument("acceptApiVersion2", false),
    };

    [Theory]
    [InlineData("{}")]
    [InlineData("{minServerVersion: '8.0'}")]
    [InlineData("{minServerVersion: '8.0.4', maxServerVersion: '8.0.4'}")]
    [InlineData("{maxServerVersion: '8.1.99'}")]
    [InlineData("{topologies: ['single', 'replicaset']}")]
    [InlineData("{serverless: 'forbid'}")]
    [InlineData("{auth: false}")]
    [InlineData("{csfle: false}")]
    [InlineData("{serverParameters: {acceptApiVersion2: false}}")]
    public void Met(string requirement)
    {
        Assert.Null(new Requirement(BsonDocument.Parse(requirement)).UnmetBy(Server));
    }

    [Theory]
    [InlineData("{minServerVersion: '8.0.5'}")]
    [InlineData("{minServerVersion: '8.1'}")]
    [InlineData("{maxServerVersion: '8.0'}")]
    [InlineData("{maxServerVersion: '7.99'}")]
    [InlineData("{topologies: ['sharded', 'load-balanced']}")]
    [InlineData("{serverless: 'require'}")]
    [InlineData("{auth: true}")]
    [InlineData("{csfle: true}")]
    [InlineData("{csfle: {minLibmongocryptVersion: '1.8.0'}}")]
    [InlineData("{serverParameters: {acceptApiVersion2: true}}")]
    [InlineData("{serverParameters: {unheardOf: 1}}")]
    [InlineData("{minServerVersion: '4.0', topologies: ['single']}")]
    public void Unmet(string requirement)
    {
        Assert.NotNull(new Requirement(BsonDocument.Parse(requirement)).UnmetBy(Server));
    }

    [Fact]
    public void One_of_several_is_enough_and_none_asks_for_nothing()
    {
        var unmet = new Requirement(BsonDocument.Parse("{minServerVersion: '9.0'}"));
        var met = new Requirement(BsonDocument.Parse("{topologies: ['replicaset']}"));

        Assert.Null(Requirement.Unmet([unmet, met], Server));
        Assert.Null(Requirement.Unmet([], Server));
        Assert.Equal("minServerVersion 9.0", Requirement.Unmet([unmet], Server));
    }

    [Fact]
    public void A_requirement_that_the_runner_does_not_know_is_an_error()
    {
        Assert.Throws<UnsupportedByRunnerException>(() => new Requirement(BsonDocument.Parse("{weather: 'fine'}")).UnmetBy(Server));
    }

    [Theory]
    [InlineData("4", "4.0.0")]
    [InlineData("4.2", "4.2.0")]
    [InlineData("4.9.0-alpha4-271-g7d5cf02", "4.9.0")]
    public void A_version_is_three_numbers(string text, string expected)
    {
        Assert.Equal(Version.Parse(expected), ServerVersion.Parse(text));
    }
}
