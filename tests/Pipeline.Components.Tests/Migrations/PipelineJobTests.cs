using System.Diagnostics;
using System.Reflection;
using System.Text.Json.Nodes;
using k8s;
using MongoDB.Bson;
using MongoDB.Driver;
using Pipeline.Components.Migrations;
using Pipeline.Errors;
using Pipeline.Kubernetes;
using Pipeline.Kubernetes.Connecting;
using Pipeline.Kubernetes.Jobs;
using Pipeline.Migrations.Authoring;

namespace Pipeline.Components.Tests.Migrations;

/// <summary>Migrations as Jobs: the real program, this repository's own Job, a cluster and a database over real sockets.</summary>
[Collection(JobCluster.Name)]
public sealed class PipelineJobTests(JobCluster cluster)
{
    private string PlanFile => Path.Combine(cluster.Folder, $"{Guid.NewGuid():n}.json");

    [Fact]
    public async Task Pending_migrations_are_planned_applied_and_taken_back_by_Jobs_of_the_image()
    {
        var place = cluster.NewPlace("agentkit-ops");
        var database = place.Database(PlanFile);

        var plan = await database.PlanAsync(MigrationPhase.Expand, default);
        Assert.Equal([1L, 2L], plan.Steps.Select(x => x.Version));
        Assert.Null(await database.RunAsync(plan, default));

        Assert.Equal(1, await Of(place).GetCollection<BsonDocument>("clients").CountDocumentsAsync(new BsonDocument()));
        Assert.True((await database.PlanAsync(MigrationPhase.Expand, default)).IsEmpty);
        var fit = await database.FitAsync("0.9.0", default);
        Assert.True(fit.Verdict.IsSupported, fit.Verdict.Reason);
        Assert.True((await database.FitAfterAsync(MigrationPhase.Expand, "1.0.0", default)).IsSupported);
        Assert.Null(await database.TakeDownAsync(0, default));
        Assert.Equal([1L, 2L], (await database.PlanAsync(MigrationPhase.Expand, default)).Steps.Select(x => x.Version));

        // What only asked is gone; what changed something stays, for its log, with the plan that it carried out.
        var jobs = await JobsAsync(place);
        Assert.Equal(["agentkit-migrations-down-", "agentkit-migrations-up-"], jobs.Select(x => x[..^8]).Order(StringComparer.Ordinal));
        using var client = Client();
        Assert.Equal(plan.ToJson(), (await client.CoreV1.ReadNamespacedConfigMapAsync(jobs.Single(x => x.Contains("-up-", StringComparison.Ordinal)), JobPlace.Namespace)).Data["plan.json"]);
    }

    [Fact]
    public async Task A_plan_is_saved_here_and_refused_by_the_Job_once_the_database_has_moved()
    {
        var (place, file) = (cluster.NewPlace("agentkit-ops"), PlanFile);
        await place.Command.RunAsync(new PipelineCall("plan", "--to", "1") { PlanFile = file }, default);
        await place.Command.RunAsync(new PipelineCall("up") { PlanFile = file }, default);

        var refused = await Assert.ThrowsAsync<PipelineException>(() => place.Command.RunAsync(new PipelineCall("up") { PlanFile = file }, default));

        Assert.Equal("PIPE8020", refused.Code.Id);
        Assert.Contains("Nothing was changed", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_migration_that_fails_gives_its_own_message_with_its_id_and_exit_code()
    {
        var place = cluster.NewPlace("ops-failing");
        var database = place.Database(PlanFile);

        var failure = await database.RunAsync(await database.PlanAsync(MigrationPhase.Expand, default), default);
        var error = await Assert.ThrowsAsync<PipelineException>(() => place.Command.RunAsync(new PipelineCall("up"), default));

        Assert.Contains("the disk is on fire", failure, StringComparison.Ordinal);
        Assert.StartsWith("PIPE80", error.Code.Id, StringComparison.Ordinal);
        var misused = await Assert.ThrowsAsync<PipelineException>(() => place.Command.RunAsync(new PipelineCall("up", "--no-such-option"), default));
        Assert.Equal(("PIPE8801", 2), (misused.Code.Id, misused.ExitCode));
    }

    [Fact]
    public async Task An_image_that_is_not_there_and_a_Secret_that_is_not_there_are_named()
    {
        var nobodys = cluster.NewPlace("agentkit-nobody");
        var keyless = cluster.NewPlace("agentkit-ops") with { Change = x => x with { Objects = [.. x.Objects.Where(y => y.Kind != "Secret").Select(y => y.Kind == "Job" ? y with { Body = JsonNode.Parse(y.Body.ToJsonString().Replace("agentkit-database", "agentkit-forgotten", StringComparison.Ordinal))!.AsObject() } : y)] } };

        var image = await Assert.ThrowsAsync<PipelineException>(() => nobodys.Database(PlanFile).PlanAsync(MigrationPhase.Expand, default));
        var secret = await Assert.ThrowsAsync<PipelineException>(() => keyless.Database(PlanFile).PlanAsync(MigrationPhase.Expand, default));

        Assert.Equal((JobErrors.NotStarted, JobErrors.NotStarted), (image.Code, secret.Code));
        Assert.Contains("agentkit-nobody@sha256:", image.Message, StringComparison.Ordinal);
        Assert.Contains("\"agentkit-forgotten\" not found", secret.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deadline_ends_a_migration_and_is_told()
    {
        var place = cluster.NewPlace("ops-gated") with { Change = x => With(x, "activeDeadlineSeconds", 6) };

        var error = await Assert.ThrowsAsync<PipelineException>(() => place.Command.RunAsync(new PipelineCall("up"), default));

        Assert.Equal(JobErrors.TookTooLong, error.Code);
        Assert.Contains("DeadlineExceeded", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelled_it_ends_the_migration_in_order_and_leaves_no_Job()
    {
        var place = cluster.NewPlace("ops-gated");
        using var cancellation = new CancellationTokenSource();
        var running = place.Command.RunAsync(new PipelineCall("up"), cancellation.Token);
        await UntilWaitingAsync(place);

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);

        Assert.Empty(await JobsAsync(place));
        // It had the time to write down that it ended: nobody is taken for migrating still.
        var journal = await Of(place).GetCollection<BsonDocument>("_migrations").Find(new BsonDocument("_id", 3L)).SingleAsync();
        Assert.Equal("failed", journal["state"].AsString);
    }

    [Fact]
    public async Task A_delivery_that_is_killed_while_the_Job_runs_is_run_again_and_follows_the_Job_to_its_end()
    {
        var (place, file) = (cluster.NewPlace("ops-gated"), PlanFile);
        var database = place.Database(PlanFile);
        var plan = await database.PlanAsync(MigrationPhase.Expand, default);
        await File.WriteAllTextAsync(file, plan.ToJson());
        using (var delivery = StartHost(place, file))
        {
            await UntilWaitingAsync(place);
            delivery.Kill();
            await delivery.WaitForExitAsync();
        }

        // As a promotion that goes on where it was: it plans first.
        var again = database.PlanAsync(MigrationPhase.Expand, default);
        await Task.WhenAny(again, Task.Delay(TimeSpan.FromSeconds(2)));
        Assert.False(again.IsCompleted, "It must wait for the Job that the killed run left.");
        await Of(place).GetCollection<BsonDocument>("gate").InsertOneAsync(new BsonDocument());

        Assert.True((await again).IsEmpty);
        Assert.Equal(1, await Of(place).GetCollection<BsonDocument>("waiting").CountDocumentsAsync(new BsonDocument()));
        Assert.Single(await JobsAsync(place));
    }

    private static Process StartHost(JobPlace place, string planFile)
    {
        var host = typeof(PipelineJobTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(x => x.Key == "KillHost").Value!;
        return Process.Start(new ProcessStartInfo("dotnet", ["exec", host, place.Kubeconfig, place.Repository, place.Uri, place.Name, planFile, place.Image]))!;
    }

    private static async Task UntilWaitingAsync(JobPlace place)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        while (await Of(place).GetCollection<BsonDocument>("waiting").CountDocumentsAsync(new BsonDocument()) == 0)
        {
            Assert.False(patience.IsCancellationRequested, "The migration didn't begin within 90 s.");
            await Task.Delay(50, CancellationToken.None);
        }
    }

    private static Kubernetes.Rendering.RenderedManifests With(Kubernetes.Rendering.RenderedManifests manifests, string field, int value)
    {
        manifests.Objects.Single(x => x.Kind == "Job").Body["spec"]![field] = value;
        return manifests;
    }

    // Those that work on the test's own database.
    private async Task<IReadOnlyList<string>> JobsAsync(JobPlace place)
    {
        using var client = Client();
        return [.. (await client.BatchV1.ListNamespacedJobAsync(JobPlace.Namespace)).Items.Where(x => x.Spec.Template.Spec.Containers[0].Args.Contains(place.Name)).Select(x => x.Metadata.Name)];
    }

    private k8s.Kubernetes Client() => new(KubernetesClientConfiguration.BuildConfigFromConfigFile(cluster.Kubeconfig));

    private static IMongoDatabase Of(JobPlace place) => new MongoClient(place.Uri).GetDatabase(place.Name);
}
