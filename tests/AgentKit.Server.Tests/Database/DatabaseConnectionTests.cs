using AgentKit.Server.Access;
using AgentKit.Server.Database;
using AgentKit.Server.Tests.Clients;
using MongoDB.Bson;
using MongoDB.Driver;
using Pipeline.Secrets;

namespace AgentKit.Server.Tests.Database;

public sealed class DatabaseConnectionTests
{
    [Theory]
    [InlineData("mongodb://localhost/", "admin")]
    [InlineData("mongodb://localhost/?authSource=agentkit", "agentkit")]
    public void The_user_is_looked_for_where_the_uri_says(string uri, string source)
    {
        using var connection = DatabaseConnection.Open(new DatabaseSettings { Uri = uri }, new DatabaseCredential("app", new Secret("password")), TimeProvider.System);

        Assert.Equal(source, connection.Current.Client.Settings.Credential.Source);
    }

    [Fact]
    public async Task A_value_that_a_newer_version_wrote_is_not_guessed_at_and_the_caller_may_come_again()
    {
        await using var service = await RunningService.StartAsync();
        var member = service.As(CallerRole.Member);
        await member.PostAsync("/v1/clients", SampleClients.Complete);
        await service.Database.RunCommandAsync<BsonDocument>("{ collMod: 'client_profiles', validator: {} }");
        await service["client_profiles"].UpdateOneAsync(new BsonDocument(), "{ $set: { onboarding_status: 'paused' } }");

        var answer = await member.ReadAsync("/v1/clients/acme");

        Assert.Equal((503, "unavailable", "5"), (answer.Status, answer.Problem, answer.Headers.GetValues("Retry-After").Single()));
    }
}
