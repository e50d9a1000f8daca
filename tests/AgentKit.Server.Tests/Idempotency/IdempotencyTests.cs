using AgentKit.Server.Access;
using AgentKit.Server.Tests.Clients;
using MongoDB.Bson;
using MongoDB.Driver;

namespace AgentKit.Server.Tests.Idempotency;

public sealed class IdempotencyTests : IAsyncLifetime
{
    private const string Key = "8e03978e-40d5-43e8-bc93-6894a57f9324";

    private RunningService service = null!;
    private HttpClient member = null!;

    public async Task InitializeAsync()
    {
        service = await RunningService.StartAsync();
        member = service.As(CallerRole.Member);
    }

    public Task DisposeAsync() => service.DisposeAsync().AsTask();

    [Fact]
    public async Task Sent_again_it_is_carried_out_once_and_answered_alike()
    {
        var first = await CreateAsync("One", Key);
        var again = await CreateAsync("One", $"\"{Key}\"");

        Assert.Equal((201, 201, first.Text, first.ETag, first.Headers.Location), (first.Status, again.Status, again.Text, again.ETag, again.Headers.Location));
        Assert.False(first.Headers.Contains("Idempotency-Replayed"));
        Assert.Equal("true", again.Headers.GetValues("Idempotency-Replayed").Single());
        Assert.Equal(1, await ClientsAsync());
    }

    [Fact]
    public async Task Many_at_once_make_one()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => CreateAsync("One", Key)));

        Assert.All(answers, x => Assert.True(x.Status == 201 || x.Problem == "request-in-flight", x.Text));
        Assert.Contains(answers, x => x.Status == 201);
        Assert.All(answers.Where(x => x.Status == 409), x => Assert.Equal("1", x.Headers.GetValues("Retry-After").Single()));
        Assert.Equal(1, await ClientsAsync());
    }

    [Fact]
    public async Task A_key_of_another_request_is_refused()
    {
        await CreateAsync("One", Key);

        var other = await CreateAsync("Two", Key);

        Assert.Equal((422, "idempotency-key-reused", 1), (other.Status, other.Problem, await ClientsAsync()));
    }

    [Fact]
    public async Task Keys_of_one_caller_mean_nothing_to_another()
    {
        await CreateAsync("One", Key);

        var other = await service.As(CallerRole.Member, subject: "user-2").PostAsync("/v1/clients", SampleClients.Named("Two"), ("Idempotency-Key", Key));
        var elsewhere = await service.As(CallerRole.Member, "org-b").PostAsync("/v1/clients", SampleClients.Named("Three"), ("Idempotency-Key", Key));

        Assert.Equal((201, 201, 3), (other.Status, elsewhere.Status, await ClientsAsync()));
    }

    [Fact]
    public async Task What_was_refused_can_be_corrected_under_the_same_key()
    {
        var refused = await member.PostAsync("/v1/clients", "{}", ("Idempotency-Key", Key));
        var corrected = await CreateAsync("One", Key);

        Assert.Equal((422, "validation-failed", 201), (refused.Status, refused.Problem, corrected.Status));
    }

    [Fact]
    public async Task While_a_request_is_carried_out_its_repetition_is_told_to_wait()
    {
        await CreateAsync("One", Key);
        await service["idempotency_keys"].UpdateOneAsync(new BsonDocument(), new BsonDocument { { "$unset", new BsonDocument("response", "") }, { "$set", new BsonDocument("locked_until", DateTime.UtcNow.AddMinutes(1)) } });

        var again = await CreateAsync("One", Key);

        Assert.Equal((409, "request-in-flight", 1), (again.Status, again.Problem, await ClientsAsync()));
    }

    [Fact]
    public async Task A_request_that_was_cut_off_after_it_was_carried_out_is_answered_and_not_repeated()
    {
        // As a process leaves it that is killed between the client's document and the answer's.
        var first = await CreateAsync("One", Key);
        await service["idempotency_keys"].UpdateOneAsync(new BsonDocument(), new BsonDocument { { "$unset", new BsonDocument("response", "") }, { "$set", new BsonDocument("locked_until", DateTime.UtcNow.AddMinutes(-1)) } });

        var again = await CreateAsync("One", Key);

        Assert.Equal((201, first.Text, 1), (again.Status, again.Text, await ClientsAsync()));
    }

    [Fact]
    public async Task A_step_of_onboarding_can_be_sent_again()
    {
        await member.PostAsync("/v1/clients", SampleClients.Complete);
        Task<Answer> Step() => member.PostAsync("/v1/clients/acme/transitions", """{ "to": "profile_complete" }""", ("If-Match", "\"1\""), ("Idempotency-Key", Key));

        var first = await Step();
        var again = await Step();

        Assert.Equal((200, 200, first.Text), (first.Status, again.Status, again.Text));
        Assert.Single((await member.ReadAsync("/v1/clients/acme/transitions")).Json["items"]!.AsArray());
    }

    [Fact]
    public async Task What_was_answered_is_answered_again_though_it_would_be_refused_by_now()
    {
        await member.PostAsync("/v1/clients", SampleClients.Complete);
        Task<Answer> Create() => member.PostAsync("/v1/clients/acme/campaign-ideas", """{ "title": "x" }""", ("Idempotency-Key", Key));
        var first = await Create();
        await service.As(CallerRole.Admin).PostAsync("/v1/clients/acme/transitions", """{ "to": "archived" }""", ("If-Match", "\"1\""));

        var again = await Create();

        Assert.Equal((201, first.Text), (again.Status, again.Text));
    }

    [Fact]
    public async Task A_step_that_was_cut_off_after_it_was_taken_is_answered_and_not_called_stale()
    {
        await member.PostAsync("/v1/clients", SampleClients.Complete);
        Task<Answer> Step() => member.PostAsync("/v1/clients/acme/transitions", """{ "to": "profile_complete" }""", ("If-Match", "\"1\""), ("Idempotency-Key", Key));
        var first = await Step();
        await service["idempotency_keys"].UpdateOneAsync(new BsonDocument(), new BsonDocument { { "$unset", new BsonDocument("response", "") }, { "$set", new BsonDocument("locked_until", DateTime.UtcNow.AddMinutes(-1)) } });

        var again = await Step();

        var steps = await member.ReadAsync("/v1/clients/acme/transitions");
        Assert.Equal((200, first.Text, first.ETag), (again.Status, again.Text, again.ETag));
        Assert.Single(steps.Json["items"]!.AsArray());
        Assert.DoesNotContain("request_id", steps.Text);
    }

    [Fact]
    public async Task An_api_key_is_never_kept_so_its_request_takes_no_key()
    {
        var answer = await service.As(CallerRole.Admin).PostAsync("/v1/api-keys", """{ "name": "x", "role": "viewer" }""", ("Idempotency-Key", Key));

        Assert.Equal((400, "idempotency-key-not-taken"), (answer.Status, answer.Problem));
        Assert.Equal(0, await service["api_keys"].CountDocumentsAsync(new BsonDocument()));
    }

    [Fact]
    public async Task The_database_forgets_a_key_after_a_day()
    {
        await CreateAsync("One", Key);

        var record = await service["idempotency_keys"].Find(new BsonDocument()).SingleAsync();
        var indexes = await (await service["idempotency_keys"].Indexes.ListAsync()).ToListAsync();

        Assert.Equal(TimeSpan.FromHours(24), record["expires_at"].ToUniversalTime() - record["created_at"].ToUniversalTime());
        Assert.Contains(indexes, x => x["name"] == "expires_at_1" && x["expireAfterSeconds"] == 0);
    }

    private Task<Answer> CreateAsync(string name, string key) => member.PostAsync("/v1/clients", SampleClients.Named(name), ("Idempotency-Key", key));

    private Task<long> ClientsAsync() => service["client_profiles"].CountDocumentsAsync(new BsonDocument());
}
