namespace Repository.Tests.Architecture;

public sealed class EngineLayerTests
{
    [Fact]
    public void The_engines_capabilities_use_only_those_below_them() =>
        Assert.Empty(Checkout.FilesIn(EngineLayers.Folder, ".cs").SelectMany(x => EngineLayers.Violations(x, Checkout.Read(x))));

    [Theory]
    [InlineData("Planning/Planner.cs", "using Pipeline.Engine.Execution;", "Planning may use Targets, Suggestions")]
    [InlineData("Targets/TargetGraph.cs", "using Pipeline.Engine.Planning;", "Targets may use Caching, Suggestions")]
    [InlineData("Execution/Executor.cs", "var x = new Pipeline.Engine.Reporting.RunFile();", "Execution may use Planning, Targets, Caching")]
    [InlineData("Globbing/Glob.cs", "using Pipeline.Engine.Caching;", "Globbing may use no other capability")]
    [InlineData("Plugins/Plugin.cs", "", "no capability 'Plugins'")]
    public void A_capability_that_looks_up_is_reported(string file, string source, string expected) =>
        Assert.Contains(expected, Assert.Single(EngineLayers.Violations($"{EngineLayers.Folder}/{file}", source)), StringComparison.Ordinal);
}
