using AgentKit.Server.Access;
using MongoDB.Bson;
using MongoDB.Driver;

namespace AgentKit.Server.Tests.Clients;

public sealed class ClientTests : IAsyncLifetime
{
    private RunningService service = null!;
    private HttpClient member = null!;

    public async Task InitializeAsync()
    {
        service = await RunningService.StartAsync();
        member = service.As(CallerRole.Member);
    }

    public Task DisposeAsync() => service.DisposeAsync().AsTask();

    [Fact]
    public async Task A_client_is_made_as_a_draft_and_can_be_read()
    {
        var created = await member.PostAsync("/v1/clients", SampleClients.Complete);
        var read = await member.ReadAsync((string)created.Headers.Location!.ToString());

        Assert.Equal((201, 200, created.ETag), (created.Status, read.Status, read.ETag));
        Assert.Matches("^\"1-[0-9a-f]{16}\"$", read.ETag);
        Assert.Equal(created.Text, read.Text);
        Assert.Equal(("acme", "draft", "user-1", "Ada Example"), (read["client_id"], read["onboarding_status"], read["created_by"], (string?)read.Json["contacts"]![0]!["name"]));
        Assert.Equal(["profile_complete", "archived"], read.Json["allowed_transitions"]!.AsArray().Select(x => (string?)x));
        Assert.Equal(RunningService.Organization, (await service["client_profiles"].Find(new BsonDocument()).SingleAsync())["organization_id"]);
    }

    [Fact]
    public async Task A_client_without_an_id_is_given_one()
    {
        var first = await member.PostAsync("/v1/clients", SampleClients.Named("One"));
        var second = await member.PostAsync("/v1/clients", SampleClients.Named("Two"));

        Assert.NotEqual(first["client_id"], second["client_id"]);
        Assert.Equal(200, (await member.ReadAsync($"/v1/clients/{second["client_id"]}")).Status);
    }

    [Fact]
    public async Task Two_clients_can_not_have_one_id_but_two_organisations_can()
    {
        await member.PostAsync("/v1/clients", SampleClients.Named("One", "acme"));

        var again = await member.PostAsync("/v1/clients", SampleClients.Named("Two", "acme"));
        var elsewhere = await service.As(CallerRole.Member, "org-b").PostAsync("/v1/clients", SampleClients.Named("Three", "acme"));

        Assert.Equal((409, "client-exists", 201), (again.Status, again.Problem, elsewhere.Status));
        Assert.Equal("One", (await member.ReadAsync("/v1/clients/acme"))["name"]);
    }

    [Fact]
    public async Task All_mistakes_are_told_at_once_with_their_places()
    {
        var answer = await member.PostAsync("/v1/clients", """
            {
              "client_id": "No Spaces", "name": " ", "naem": "x",
              "contacts": [{ "email": "nobody", "role": 3 }, "text", { "email": "b@example.com", "role": "x", "phone": "1" }],
              "brand": { "website": "javascript:alert(1)", "colors": ["red"], "tagline": "a\u0000b", "logo": {} }
            }
            """);

        Assert.Equal((422, "validation-failed"), (answer.Status, answer.Problem));
        Assert.Equal(
            ["/brand/colors/0", "/brand/logo", "/brand/tagline", "/brand/website", "/client_id", "/contacts/0/email", "/contacts/0/role", "/contacts/1", "/contacts/2/phone", "/naem", "/name"],
            answer.Pointers.Order(StringComparer.Ordinal));
        Assert.Equal(0, await service["client_profiles"].CountDocumentsAsync(new BsonDocument()));
    }

    [Fact]
    public async Task Two_contacts_can_not_have_one_address()
    {
        var answer = await member.PostAsync("/v1/clients", """{ "name": "x", "contacts": [{ "email": "a@example.com", "role": "x" }, { "email": "A@example.com", "role": "y" }] }""");

        Assert.Equal(["/contacts"], answer.Pointers);
    }

    [Fact]
    public async Task A_patch_changes_what_it_names_and_null_takes_away()
    {
        var created = await member.PostAsync("/v1/clients", SampleClients.Complete);

        var patched = await member.SendAsync("PATCH", "/v1/clients/acme", """{ "name": "New name", "brand": { "colors": null, "tagline": "Yes." } }""", ("If-Match", created.ETag));

        Assert.Equal((200, "New name"), (patched.Status, patched["name"]));
        Assert.StartsWith("\"2-", patched.ETag);
        Assert.Equal(["website", "industry", "description", "tagline"], patched.Json["brand"]!.AsObject().Select(x => x.Key));
        Assert.Single(patched.Json["contacts"]!.AsArray());
        Assert.NotNull(patched.Json["updated_at"]);
        Assert.Equal(patched.Text, (await member.ReadAsync("/v1/clients/acme")).Text);
    }

    [Fact]
    public async Task A_patch_that_takes_the_name_away_or_changes_the_id_is_refused()
    {
        var created = await member.PostAsync("/v1/clients", SampleClients.Complete);

        var nameless = await member.SendAsync("PATCH", "/v1/clients/acme", """{ "name": null }""", ("If-Match", created.ETag));
        var renamed = await member.SendAsync("PATCH", "/v1/clients/acme", """{ "client_id": "other" }""", ("If-Match", created.ETag));

        Assert.Equal((422, "/name"), (nameless.Status, nameless.Pointers.Single()));
        Assert.Equal((422, "/client_id"), (renamed.Status, renamed.Pointers.Single()));
    }

    [Fact]
    public async Task A_change_names_the_version_that_it_changes()
    {
        await member.PostAsync("/v1/clients", SampleClients.Complete);
        Task<Answer> Patch(params (string, string)[] headers) => member.SendAsync("PATCH", "/v1/clients/acme", """{ "name": "x" }""", headers);

        Assert.Equal((428, "precondition-required"), await Of(Patch()));
        Assert.Equal((412, "stale"), await Of(Patch(("If-Match", "\"7\""))));
        Assert.Equal((412, "stale"), await Of(Patch(("If-Match", "W/\"1\""))));
        Assert.Equal((400, "malformed-etag"), await Of(Patch(("If-Match", "1"))));
        Assert.Equal((200, null), await Of(Patch(("If-Match", "\"7\", \"1\""))));
        Assert.Equal((412, "stale"), await Of(Patch(("If-Match", "\"1\""))));
        Assert.Equal((200, null), await Of(Patch(("If-Match", "*"))));

        static async Task<(int, string?)> Of(Task<Answer> answer) => ((await answer).Status, (await answer).Problem);
    }

    [Fact]
    public async Task Of_changes_made_at_once_one_is_taken()
    {
        var created = await member.PostAsync("/v1/clients", SampleClients.Complete);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(x => member.SendAsync("PATCH", "/v1/clients/acme", $$"""{ "name": "Name {{x}}" }""", ("If-Match", created.ETag))));

        Assert.Single(answers, x => x.Status == 200);
        Assert.Equal(7, answers.Count(x => x.Status == 412));
        Assert.StartsWith("\"2-", (await member.ReadAsync("/v1/clients/acme")).ETag);
    }

    [Fact]
    public async Task Who_has_a_version_is_not_sent_it_again()
    {
        var created = await member.PostAsync("/v1/clients", SampleClients.Complete);

        var known = await member.ReadAsync("/v1/clients/acme", ("If-None-Match", $"\"7\", W/{created.ETag}"));
        var unknown = await member.ReadAsync("/v1/clients/acme", ("If-None-Match", "\"7\""));
        var malformed = await member.ReadAsync("/v1/clients/acme", ("If-None-Match", "seven"));

        Assert.Equal((304, "", created.ETag), (known.Status, known.Text, known.ETag));
        Assert.Equal((200, 400), (unknown.Status, malformed.Status));
    }

    [Fact]
    public async Task What_another_build_answered_for_the_same_version_is_not_what_this_one_answers_and_may_be_changed_all_the_same()
    {
        await member.PostAsync("/v1/clients", SampleClients.Complete);
        const string Other = "\"1-0000000000000000\"";

        var read = await member.ReadAsync("/v1/clients/acme", ("If-None-Match", Other));
        var weak = await member.SendAsync("PATCH", "/v1/clients/acme", """{ "name": "x" }""", ("If-Match", $"W/{read.ETag}"));
        var changed = await member.SendAsync("PATCH", "/v1/clients/acme", """{ "name": "x" }""", ("If-Match", Other));

        Assert.Equal((200, 412, 200), (read.Status, weak.Status, changed.Status));
    }

    [Fact]
    public async Task A_client_from_before_versions_were_kept_has_one_all_the_same()
    {
        await service["client_profiles"].InsertOneAsync(new BsonDocument
        {
            { "organization_id", RunningService.Organization }, { "client_id", "old" }, { "name", "Old" }, { "contacts", new BsonArray() },
            { "onboarding_status", "active" }, { "created_at", DateTime.UtcNow }, { "of_a_later_version", 1 },
        });

        var read = await member.ReadAsync("/v1/clients/old");
        var archived = await service.As(CallerRole.Admin).PostAsync("/v1/clients/old/transitions", """{ "to": "archived", "reason": "Gone." }""", ("If-Match", read.ETag));

        Assert.Equal(("\"0", 200, "\"1"), (read.ETag.Split('-')[0], archived.Status, archived.ETag.Split('-')[0]));
        Assert.Equal(1, await service["client_profiles"].CountDocumentsAsync("{ of_a_later_version: 1 }"));
    }
}
