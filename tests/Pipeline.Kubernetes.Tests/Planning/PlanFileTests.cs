using Pipeline.Errors;
using Pipeline.Kubernetes.Diffing;
using Pipeline.Kubernetes.Planning;

namespace Pipeline.Kubernetes.Tests.Planning;

public sealed class PlanFileTests : IDisposable
{
    private const string Secret = "{apiVersion: v1, kind: Secret, metadata: {name: s, namespace: n}, stringData: {password: topsecret}}";

    private readonly string _path = Path.Combine(Path.GetTempPath(), $"plan-{Guid.NewGuid():n}.json");

    public void Dispose() => File.Delete(_path);

    private static PlannedObject Planned(string yaml) => new()
    {
        Reference = ObjectReference.Of(Objects.Parse(yaml)),
        Action = PlannedAction.Change,
        Changes = [new FieldChange(FieldChangeKind.Changed, "data.a", "\"1\"", "\"2\"")],
        LiveUid = "u",
        LiveFingerprint = "sha256:f",
        Body = Objects.Parse(yaml),
    };

    private static DeployPlan Plan(params PlannedObject[] objects) => new()
    {
        Application = "web",
        Namespace = "n",
        ClusterUid = "c",
        Number = 4,
        CurrentNumber = 3,
        Objects = objects,
        Conflicts = [new FieldConflict(objects[0].Reference, ".data.a", "kubectl")],
        Warnings = ["old"],
        Timeout = TimeSpan.FromMinutes(2),
        SetHash = "sha256:s",
    };

    private static PlannedObject SealedSecret(string value = "dG9wc2VjcmV0") => Planned(Secret) with
    {
        Body = Objects.Parse($"{{apiVersion: v1, kind: Secret, metadata: {{name: s, namespace: n}}, data: {{password: {value}}}}}"),
    };

    [Fact]
    public async Task A_plan_reads_back_as_it_was()
    {
        var plan = Plan(Planned("{apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: n}, data: {a: '2'}}"));

        await plan.SaveAsync(_path);
        var read = await DeployPlan.LoadAsync(_path);

        Assert.Equal(plan.Hash, read.Hash);
        Assert.Equal(plan.Objects[0] with { Changes = [], Body = null }, read.Objects[0] with { Changes = [], Body = null });
        Assert.Equal(plan.Objects[0].Changes, read.Objects[0].Changes);
        Assert.Equal(plan.Objects[0].Body!.ToJsonString(), read.Objects[0].Body!.ToJsonString());
        Assert.Equal((plan.Timeout, plan.SetHash, plan.Number, plan.CurrentNumber), (read.Timeout, read.SetHash, read.Number, read.CurrentNumber));
        Assert.Equal(plan.Conflicts, read.Conflicts);
    }

    [Theory]
    [InlineData("\"2\"", "\"3\"")]
    [InlineData("\"number\": 4", "\"number\": 5")]
    [InlineData("sha256:f", "sha256:g")]
    [InlineData("\"change\"", "\"unchanged\"")]
    public async Task A_change_of_the_file_is_found_out(string text, string changed)
    {
        await Plan(Planned("{apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: n}, data: {a: '2'}}")).SaveAsync(_path);
        await File.WriteAllTextAsync(_path, (await File.ReadAllTextAsync(_path)).Replace(text, changed, StringComparison.Ordinal));

        var error = await Assert.ThrowsAsync<PipelineException>(() => DeployPlan.LoadAsync(_path));

        Assert.Equal((DeployErrors.InvalidPlan, 2), (error.Code, error.ExitCode));
        Assert.Contains("the file was changed after it was saved", error.Message);
    }

    [Fact]
    public async Task A_secrets_values_are_not_in_the_file_and_come_from_the_manifests()
    {
        var plan = Plan(SealedSecret());

        await plan.SaveAsync(_path);
        var text = await File.ReadAllTextAsync(_path);
        var read = await DeployPlan.LoadAsync(_path, Objects.Set(Secret));
        var without = await Assert.ThrowsAsync<PipelineException>(() => DeployPlan.LoadAsync(_path));
        var others = await Assert.ThrowsAsync<PipelineException>(() => DeployPlan.LoadAsync(_path, Objects.Set(Secret.Replace("topsecret", "another", StringComparison.Ordinal))));

        Assert.DoesNotContain("dG9wc2VjcmV0", text);
        Assert.DoesNotContain("topsecret", text);
        Assert.Equal("dG9wc2VjcmV0", read.Objects[0].Body.Text("data", "password"));
        Assert.Contains("give the manifests that it was made from", without.Message);
        Assert.Contains("aren't those that it was made from", others.Message);
    }

    [Fact]
    public void The_hash_is_the_same_for_the_same_plan_and_another_for_another_secret()
    {
        Assert.Equal(Plan(SealedSecret()).Hash, Plan(SealedSecret()).Hash);
        Assert.NotEqual(Plan(SealedSecret()).Hash, Plan(SealedSecret("b3RoZXI=")).Hash);
    }

    [Fact]
    public async Task A_file_that_is_no_plan_is_named()
    {
        await File.WriteAllTextAsync(_path, "hello");

        var error = await Assert.ThrowsAsync<PipelineException>(() => DeployPlan.LoadAsync(_path));
        var missing = await Assert.ThrowsAsync<PipelineException>(() => DeployPlan.LoadAsync(_path + ".missing"));

        Assert.Equal((DeployErrors.InvalidPlan, DeployErrors.InvalidPlan), (error.Code, missing.Code));
        Assert.Contains(_path, error.Message);
    }
}
