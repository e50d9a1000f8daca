using AgentKit.Server.Access;
using AgentKit.Server.Clients;
using AgentKit.Server.Json;
using MongoDB.Bson;
using MongoDB.Driver;

namespace AgentKit.Server.Tests.Clients;

public sealed class OnboardingTests : IAsyncLifetime
{
    private RunningService service = null!;
    private HttpClient admin = null!;
    private HttpClient member = null!;

    public async Task InitializeAsync()
    {
        service = await RunningService.StartAsync();
        admin = service.As(CallerRole.Admin, subject: "admin-1");
        member = service.As(CallerRole.Member);
        await member.PostAsync("/v1/clients", SampleClients.Complete);
    }

    public Task DisposeAsync() => service.DisposeAsync().AsTask();

    [Fact]
    public async Task Each_step_is_recorded_with_who_when_from_to_and_why()
    {
        await StepAsync(member, "profile_complete");
        await SetAsync("in_review");
        await StepAsync(admin, "rejected", "Contract missing.");
        await StepAsync(member, "draft");

        var steps = (await member.ReadAsync("/v1/clients/acme/transitions")).Json["items"]!.AsArray();

        Assert.Equal(
            [("draft", "profile_complete", "user-1", null), ("in_review", "rejected", "admin-1", "Contract missing."), ("rejected", "draft", "user-1", null)],
            steps.Select(x => ((string)x!["from"]!, (string)x["to"]!, (string)x["by"]!, (string?)x["reason"])));
        Assert.All(steps, x => Assert.InRange((DateTimeOffset)x!["at"]!, DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow));
    }

    [Fact]
    public async Task Steps_and_archiving_are_in_the_audit_log_without_the_reason()
    {
        await StepAsync(member, "profile_complete");
        await StepAsync(admin, "archived", "Canary reason.");

        var log = await admin.ReadAsync("/v1/audit-log");

        Assert.Equal([("client.archived", "admin-1"), ("client.transitioned", "user-1")], log.Json["items"]!.AsArray().Select(x => ((string)x!["action"]!, (string)x["subject"]!)));
        Assert.Equal(("draft", "profile_complete"), ((string?)log.Json["items"]![1]!["details"]!["from"], (string?)log.Json["items"]![1]!["details"]!["to"]));
        Assert.DoesNotContain("Canary", log.Text);
    }

    public static TheoryData<string, string, bool> Pairs
    {
        get
        {
            (string, string)[] steps =
            [
                ("draft", "profile_complete"), ("profile_complete", "files_uploaded"), ("files_uploaded", "platforms_connected"), ("platforms_connected", "in_review"),
                ("in_review", "active"), ("in_review", "rejected"), ("rejected", "draft"),
                .. Enum.GetValues<OnboardingStatus>().Where(x => x != OnboardingStatus.Archived).Select(x => (SnakeCase.Of(x), "archived")),
            ];
            var pairs = new TheoryData<string, string, bool>();
            foreach (var from in Enum.GetValues<OnboardingStatus>())
            {
                foreach (var to in Enum.GetValues<OnboardingStatus>())
                    pairs.Add(SnakeCase.Of(from), SnakeCase.Of(to), steps.Contains((SnakeCase.Of(from), SnakeCase.Of(to))));
            }

            return pairs;
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Only_these_steps_are_there(string from, string to, bool isThere)
    {
        Assert.True(SnakeCase.TryParse<OnboardingStatus>(from, out var first) & SnakeCase.TryParse<OnboardingStatus>(to, out var second));

        Assert.Equal(isThere, OnboardingTransitions.Find(first, second) is not null);
    }

    [Fact]
    public async Task A_step_that_does_not_follow_is_refused_with_those_that_do()
    {
        var answer = await TryAsync(admin, "active");

        Assert.Equal((409, "transition-not-allowed", "draft"), (answer.Status, answer.Problem, answer["onboarding_status"]));
        Assert.Equal(["profile_complete", "archived"], answer.Json["allowed"]!.AsArray().Select(x => (string?)x));
    }

    [Fact]
    public async Task Every_condition_that_does_not_hold_is_named()
    {
        await SetAsync("files_uploaded");
        await service["client_profiles"].UpdateOneAsync(new BsonDocument(), "{ $unset: { 'brand.website': '' } }");

        var answer = await TryAsync(member, "platforms_connected");

        Assert.Equal((409, "conditions-not-met"), (answer.Status, answer.Problem));
        Assert.Equal(["complete_profile", "clean_file", "connected_platform"], answer.Json["conditions"]!.AsArray().Select(x => (string?)x!["condition"]));
        Assert.Contains("/brand/website", (string)answer.Json["conditions"]![0]!["detail"]!);
        Assert.All(answer.Json["conditions"]!.AsArray(), x => Assert.NotEmpty((string)x!["detail"]!));
        Assert.Equal("files_uploaded", (await member.ReadAsync("/v1/clients/acme"))["onboarding_status"]);
    }

    [Fact]
    public async Task A_condition_holds_when_the_feature_that_knows_says_so()
    {
        var files = new FakeCondition(OnboardingCondition.CleanFile);
        var guard = new OnboardingGuard([files]);
        var client = new ClientProfile { OrganizationId = "o", ClientId = "c", Name = "n", Contacts = [], OnboardingStatus = OnboardingStatus.ProfileComplete, CreatedAt = default };
        var step = new OnboardingTransition { From = OnboardingStatus.ProfileComplete, To = OnboardingStatus.FilesUploaded, Conditions = [OnboardingCondition.CleanFile] };

        Assert.Single(await guard.UnmetAsync(client, step, CancellationToken.None));
        files.Holds = true;
        Assert.Empty(await guard.UnmetAsync(client, step, CancellationToken.None));
    }

    [Theory]
    [InlineData("active")]
    [InlineData("rejected")]
    public async Task Accepting_and_rejecting_is_for_admins(string to)
    {
        await SetAsync("in_review");

        var answer = await TryAsync(member, to, "Because.");

        Assert.Equal((403, "forbidden"), (answer.Status, answer.Problem));
    }

    [Fact]
    public async Task A_rejection_needs_a_reason()
    {
        await SetAsync("in_review");

        var answer = await TryAsync(admin, "rejected");

        Assert.Equal((422, "/reason"), (answer.Status, answer.Pointers.Single()));
    }

    [Fact]
    public async Task An_archived_client_is_kept_as_it_is()
    {
        await StepAsync(admin, "archived");
        var read = await member.ReadAsync("/v1/clients/acme");

        var patched = await member.SendAsync("PATCH", "/v1/clients/acme", """{ "name": "x" }""", ("If-Match", read.ETag));
        var idea = await member.PostAsync("/v1/clients/acme/campaign-ideas", """{ "title": "x" }""");
        var back = await TryAsync(admin, "draft");

        Assert.Equal((409, "client-archived", 409, "client-archived", 409, "transition-not-allowed"), (patched.Status, patched.Problem, idea.Status, idea.Problem, back.Status, back.Problem));
        Assert.Empty(read.Json["allowed_transitions"]!.AsArray());
    }

    [Fact]
    public async Task Once_the_profile_is_complete_it_stays_so()
    {
        var complete = await StepAsync(member, "profile_complete");

        var emptied = await member.SendAsync("PATCH", "/v1/clients/acme", """{ "contacts": [] }""", ("If-Match", complete.ETag));
        var changed = await member.SendAsync("PATCH", "/v1/clients/acme", """{ "name": "Other" }""", ("If-Match", complete.ETag));

        Assert.Equal((409, "profile-would-be-incomplete", 200), (emptied.Status, emptied.Problem, changed.Status));
    }

    [Fact]
    public async Task A_step_from_a_version_that_is_not_there_any_more_is_refused()
    {
        var stale = await admin.PostAsync("/v1/clients/acme/transitions", """{ "to": "archived" }""", ("If-Match", "\"9\""));
        var missing = await admin.PostAsync("/v1/clients/acme/transitions", """{ "to": "archived" }""");

        Assert.Equal((412, 428), (stale.Status, missing.Status));
    }

    [Fact]
    public async Task The_latest_hundred_steps_are_kept_with_the_client()
    {
        var steps = new BsonArray(Enumerable.Range(0, 100).Select(x => new BsonDocument { { "from", "rejected" }, { "to", "draft" }, { "at", DateTime.UtcNow }, { "by", $"user {x}" } }));
        await service["client_profiles"].UpdateOneAsync(new BsonDocument(), new BsonDocument("$set", new BsonDocument("transitions", steps)));

        await StepAsync(member, "profile_complete");

        var kept = (await member.ReadAsync("/v1/clients/acme/transitions")).Json["items"]!.AsArray();
        Assert.Equal((100, "user 1", "user-1"), (kept.Count, (string)kept[0]!["by"]!, (string)kept[^1]!["by"]!));
    }

    private async Task<Answer> StepAsync(HttpClient caller, string to, string? reason = null)
    {
        var answer = await TryAsync(caller, to, reason);
        Assert.True(answer.Status == 200, answer.Text);
        return answer;
    }

    private static async Task<Answer> TryAsync(HttpClient caller, string to, string? reason = null)
    {
        var etag = (await caller.ReadAsync("/v1/clients/acme")).ETag;
        return await caller.PostAsync("/v1/clients/acme/transitions", $$"""{ "to": "{{to}}"{{(reason is null ? "" : $", \"reason\": \"{reason}\"")}} }""", ("If-Match", etag));
    }

    private async Task SetAsync(string status) => await service["client_profiles"].UpdateOneAsync(new BsonDocument(), $"{{ $set: {{ onboarding_status: '{status}' }} }}");
}
