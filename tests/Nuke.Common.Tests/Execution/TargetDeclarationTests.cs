using Nuke.Common;
using Nuke.Common.Execution;
using Pipeline.Engine.Targets;
using Pipeline.Errors;
using Assert = Xunit.Assert;

namespace CommonTests.Execution;

public sealed class TargetDeclarationTests
{
    [Fact]
    public void What_a_target_says_becomes_the_engine_s_data()
    {
        var test = Definition(new Declaring(), "Test");

        Assert.Equal(["Compile"], test.DependsOn);
        Assert.Equal(["Pack"], test.DependentFor);
        Assert.Equal(["Pack"], test.Before);
        Assert.Equal(["Clean"], test.After);
        Assert.Equal(["Clean"], test.Triggers);
        Assert.Equal(["Compile"], test.TriggeredBy);
        Assert.Equal(("Tests", false, true, true), (test.Description, test.Listed, test.AssuredAfterFailure, test.ProceedAfterFailure));
        Assert.Equal(["out/*.trx"], test.Produces);
        Assert.Equal(["1 + 1 == 2"], test.StaticConditions.Select(x => x.Text));
        Assert.Equal(["new Declaring() != null", "condition"], test.DynamicConditions.Select(x => x.Text));
        Assert.Equal(3, test.Actions.Count);
        Assert.Equal(DependencySkip.Skip, test.WhenSkipped);
    }

    [Fact]
    public void Relations_can_be_seen_from_both_sides()
    {
        var targets = Discover(new Declaring());
        var (compile, test, pack, clean) = (targets.Find("Compile"), targets.Find("Test"), targets.Find("pack"), targets.Find("Clean"));

        Assert.Contains(compile, test.ExecutionDependencies);
        Assert.Contains(test, pack.ExecutionDependencies);
        Assert.Contains(test, pack.OrderDependencies);
        Assert.Contains(clean, test.OrderDependencies);
        Assert.Contains(clean, test.Triggers);
        Assert.Contains(test, clean.TriggerDependencies);
        Assert.Contains(compile, test.TriggerDependencies);
        Assert.Equal(["out/*.trx"], pack.ArtifactDependencies[test]);
        Assert.Equal(4, test.PartitionSize);
    }

    [Fact]
    public void A_component_with_one_target_needs_no_name_for_it()
    {
        Assert.Equal(["Single"], Definition(new Composed(), "ByType").DependsOn);
        Assert.Equal(["First", "Second"], Definition(new Composed(), "ByContext").DependsOn);
    }

    [Fact]
    public void A_component_with_several_targets_has_to_have_one_named()
    {
        var exception = Assert.Throws<PipelineException>(() => Discover(new Ambiguous()));

        Assert.Equal("PIPE1303", exception.Code.Id);
        Assert.Contains("'ISeveral' has 2 targets of its own", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_component_that_the_build_lacks_is_an_error_but_not_for_the_Try_forms()
    {
        Assert.Empty(Definition(new Composed(), "Trying").DependsOn);
        Assert.Contains("doesn't implement", Assert.Throws<PipelineException>(() => Discover(new Lacking())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Base_without_anything_to_override_says_so() =>
        Assert.Contains("overrides nothing", Assert.Throws<PipelineException>(() => Discover(new Baseless())).Message, StringComparison.Ordinal);

    [Fact]
    public void All_references_to_foreign_targets_are_reported_at_once()
    {
        var exception = Assert.Throws<PipelineException>(() => Discover(new Foreign()));

        Assert.Equal(("PIPE1302", 2), (exception.Code.Id, exception.ExitCode));
        Assert.Contains("Target 'One', in DependsOn, refers to 'CommonTests.Execution.TargetDeclarationTests.Declaring.Compile'", exception.Message, StringComparison.Ordinal);
        Assert.Contains("Target 'Two', in After, refers to", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Base_and_Inherit_read_past_all_overrides()
    {
        var actions = new List<string>();
        var build = new Overriding { Log = actions };

        foreach (var action in Definition(build, "Compile").Actions)
            await action(CancellationToken.None);

        Assert.Equal(["component", "root", "middle", "top"], actions);
    }

    private static BuildTargets Discover(NukeBuild build) => BuildTargets.Discover(build, [.. BuildMembers.Of(build.GetType())], []);

    private static TargetDefinition Definition(NukeBuild build, string name) => Discover(build).Definitions.Single(x => x.Name == name);

    private interface ISingle : INukeBuild
    {
        Target Single => _ => _;
    }

    private interface ISeveral : INukeBuild
    {
        Target First => _ => _;

        Target Second => _ => _;
    }

    private interface IAbsent : INukeBuild
    {
        Target Nowhere => _ => _;
    }

    private interface ICompiling : INukeBuild
    {
        List<string> Log { get; }

        Target Compile => _ => _.Executes(() => Log.Add("component"));
    }

    private sealed class Declaring : NukeBuild
    {
        public Target Clean => _ => _;

        public Target Compile => _ => _;

        public Target Test => _ => _
            .Description("Tests")
            .DependsOn(Compile)
            .DependentFor(Pack)
            .Before(Pack)
            .After(Clean)
            .Triggers(Clean)
            .TriggeredBy(Compile)
            .Unlisted()
            .AssuredAfterFailure()
            .ProceedAfterFailure()
            .WhenSkipped(DependencyBehavior.Skip)
            .OnlyWhenStatic(() => 1 + 1 == 2)
            .OnlyWhenDynamic(() => new Declaring() != null)
            .OnlyWhenDynamic(Always, null)
            .Produces("out/*.trx")
            .Partition(4)
            .Executes(() => { }, () => { })
            .Executes(() => Task.CompletedTask);

        public Target Pack => _ => _.Consumes(Test);

        private static bool Always() => true;
    }

    private sealed class Composed : NukeBuild, ISingle, ISeveral
    {
        public Target ByType => _ => _.DependsOn<ISingle>();

        public Target ByContext => _ => _.DependsOnContext<ISeveral>();

        public Target Trying => _ => _.TryDependsOn<IAbsent>().TryBefore<IAbsent>(x => x.Nowhere).TryAfter<IAbsent>().TryTriggers<IAbsent>().TryTriggeredBy<IAbsent>().TryDependentFor<IAbsent>();
    }

    private sealed class Ambiguous : NukeBuild, ISeveral
    {
        public Target One => _ => _.DependsOn<ISeveral>();
    }

    private sealed class Lacking : NukeBuild
    {
        public Target One => _ => _.DependsOn<IAbsent>();
    }

    private sealed class Baseless : NukeBuild
    {
        public Target One => _ => _.Base();
    }

    private sealed class Foreign : NukeBuild
    {
        private readonly Declaring _other = new();

        public Target One => _ => _.DependsOn(_other.Compile);

        public Target Two => _ => _.After(_other.Pack);
    }

    private class Root : NukeBuild, ICompiling
    {
        public required List<string> Log { get; init; }

        public virtual Target Compile => _ => _.Inherit<ICompiling>(x => x.Compile).Executes(() => Log.Add("root"));
    }

    private class Middle : Root
    {
        public override Target Compile => _ => _.Base().Executes(() => Log.Add("middle"));
    }

    private sealed class Overriding : Middle
    {
        [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
        public Overriding() => Log = [];

        public override Target Compile => _ => _.Base().Executes(() => Log.Add("top"));
    }
}
