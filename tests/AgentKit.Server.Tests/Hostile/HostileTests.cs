using System.Text.Json.Nodes;
using AgentKit.Server.Access;
using AgentKit.Server.Tests.Clients;
using MongoDB.Bson;
using MongoDB.Driver;

namespace AgentKit.Server.Tests.Hostile;

public sealed class HostileTests(HostileTests.Target target) : IClassFixture<HostileTests.Target>
{
    /// <summary>Refused by the server before there is a request that a problem could be about.</summary>
    private static readonly string[] BelowProblems =
    [
        "a negative length", "two lengths", "a length and chunks", "a header of twenty kilobytes", "two hundred headers", "a header that is folded", "an address of ten kilobytes",
        "NUL in an address", "a request line that isn't", "a host in the address",
    ];

    public static TheoryData<string> Names => [.. HostileRequests.All.Select(x => x.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task It_gets_its_4xx_and_nothing_is_stored(string name)
    {
        var request = HostileRequests.All.Single(x => x.Name == name);

        var answer = await request.SendAsync(target.Service.Address, target.Service.Token(CallerRole.Admin));

        Assert.True(answer.StartsWith($"HTTP/1.1 {request.Status} ", StringComparison.Ordinal), $"{name}: {answer[..Math.Min(answer.Length, 600)]}");
        Assert.Equal(target.Before, await target.ContentsAsync());
        if (BelowProblems.Contains(name))
            return;

        Assert.Contains("Content-Type: application/problem+json", answer);
        Assert.Equal(request.Status, (int)JsonNode.Parse(answer[answer.IndexOf('{')..(answer.LastIndexOf('}') + 1)])!["status"]!);
        Assert.DoesNotContain("   at ", answer);
        Assert.DoesNotContain("Exception", answer);
    }

    [Fact]
    public void There_are_many_and_no_two_are_called_the_same()
    {
        Assert.True(HostileRequests.All.Count() >= 60);
        Assert.Equal(HostileRequests.All.Count(), HostileRequests.All.Select(x => x.Name).Distinct().Count());
    }

    [Fact]
    public async Task A_body_that_drips_is_ended_with_408()
    {
        // Promised and not sent: Kestrel allows five seconds of that.
        var request = new RawRequest("drip", 408, "POST", "/v1/clients") { IsBare = true, Headers = ["Content-Type: application/json", "Content-Length: 1000"], Body = "{ \"name\""u8.ToArray() };

        var answer = await request.SendAsync(target.Service.Address, target.Service.Token(CallerRole.Admin));

        Assert.StartsWith("HTTP/1.1 408 ", answer);
        Assert.Equal(target.Before, await target.ContentsAsync());
    }

    /// <summary>One service for all of them: what one did to it, the next would find.</summary>
    public sealed class Target : IAsyncLifetime
    {
        internal RunningService Service { get; private set; } = null!;

        public string Before { get; private set; } = "";

        public async Task InitializeAsync()
        {
            Service = await RunningService.StartAsync();
            await Service.As(CallerRole.Admin).PostAsync("/v1/clients", SampleClients.Complete);
            Before = await ContentsAsync();
        }

        public Task DisposeAsync() => Service.DisposeAsync().AsTask();

        public async Task<string> ContentsAsync()
        {
            var contents = new List<string>();
            foreach (var name in (await (await Service.Database.ListCollectionNamesAsync()).ToListAsync()).Order(StringComparer.Ordinal))
                contents.Add($"{name}: {new BsonArray(await Service[name].Find(new BsonDocument()).Sort("{ _id: 1 }").ToListAsync()).ToJson()}");
            return string.Join('\n', contents);
        }
    }
}
