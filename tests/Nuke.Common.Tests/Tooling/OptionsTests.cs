using Nuke.Common.Utilities;
using Nuke.Common.Tooling;
using Nuke.Common.Tools.DotNet;

namespace CommonTests.Tooling;

public class OptionsTests
{
    [Fact]
    public void A_setter_gives_a_copy_and_leaves_the_original()
    {
        var original = new DotNetBuildSettings().SetConfiguration("Debug").AddLoggers("a");

        var copy = original.SetConfiguration("Release").AddLoggers("b").SetProperty("X", 1);

        Assert.Equal("Debug", original.Configuration);
        Assert.Equal(["a"], original.Loggers);
        Assert.Null(original.Properties);
        Assert.Equal("Release", copy.Configuration);
        Assert.Equal(["a", "b"], copy.Loggers);
        Assert.Equal(1, copy.Properties["X"]);
    }

    [Fact]
    public void A_flag_can_be_set_enabled_disabled_toggled_and_reset()
    {
        var options = new DotNetBuildSettings();

        Assert.Null(options.NoRestore);
        Assert.True(options.EnableNoRestore().NoRestore);
        Assert.False(options.DisableNoRestore().NoRestore);
        Assert.True(options.ToggleNoRestore().NoRestore);
        Assert.False(options.EnableNoRestore().ToggleNoRestore().NoRestore);
        Assert.True(options.SetNoRestore(true).NoRestore);
        Assert.Null(options.EnableNoRestore().ResetNoRestore().NoRestore);
    }

    [Fact]
    public void A_list_can_be_set_added_to_removed_from_cleared_and_reset()
    {
        var options = new DotNetTestSettings().SetLoggers("trx", "html");

        Assert.Equal(["trx", "html", "console"], options.AddLoggers(new List<string> { "console" }).Loggers);
        Assert.Equal(["html"], options.RemoveLoggers("trx").Loggers);
        Assert.Empty(options.ClearLoggers().Loggers);
        Assert.Null(options.ResetLoggers().Loggers);
        Assert.Null(options.SetLoggers((IEnumerable<string>)null!).Loggers);
    }

    [Fact]
    public void A_map_can_be_set_added_to_removed_from_cleared_and_reset()
    {
        var options = new DotNetBuildSettings().SetProperties(new Dictionary<string, object> { ["A"] = 1 }).AddProperty("B", true);

        Assert.Equal(["A", "B"], options.Properties.Keys);
        Assert.Throws<ArgumentException>(() => options.AddProperty("A", 2));
        Assert.Equal(2, options.SetProperty("A", 2).Properties["A"]);
        Assert.Equal(["B"], options.RemoveProperty("A").Properties.Keys);
        Assert.Empty(options.ClearProperties().Properties);
        Assert.Null(options.ResetProperties().Properties);
    }

    [Fact]
    public void Shortcuts_change_single_properties()
    {
        var options = new DotNetPackSettings()
            .SetVersion("1.0.0")
            .SetAuthors("Ann", "Bob").AddAuthors("Cy").RemoveAuthors("Bob")
            .SetNoWarn(1591, 1573)
            .EnableTreatWarningsAsErrors()
            .ToggleContinuousIntegrationBuild()
            .SetSymbolPackageFormat(DotNetSymbolPackageFormat.symbols_nupkg)
            .SetTitle("gone").ResetTitle();

        Assert.Equal(
            [("Version", "1.0.0"), ("Authors", "Ann,Cy"), ("NoWarn", "1591;1573"), ("TreatWarningsAsErrors", "True"), ("ContinuousIntegrationBuild", "True"), ("SymbolPackageFormat", "symbols.nupkg")],
            options.Properties.Select(x => (x.Key, x.Value.ToString()!)));
    }

    [Fact]
    public void Configurators_are_applied_by_condition_and_value()
    {
        var options = new DotNetBuildSettings()
            .When(true, _ => _.SetConfiguration("Release"))
            .When(_ => _.Configuration == "Debug", _ => _.SetFramework("wrong"))
            .WhenNotNull((string?)null, (_, x) => _.SetFramework(x))
            .WhenNotNull("net10.0", (_, x) => _.SetFramework(x))
            .Apply(_ => _.EnableNoLogo());

        Assert.Equal(("Release", "net10.0", (bool?)true), (options.Configuration, options.Framework, options.NoLogo));
    }

    [Fact]
    public void Combinations_multiply()
    {
        var combined = new DotNetPublishSettings()
            .CombineWith(new[] { "a", "b" }, (_, project) => _.SetProject(project))
            .CombineWith(new[] { "x", "y" }, (_, runtime) => _.SetRuntime(runtime));

        Assert.Equal(["a-x", "a-y", "b-x", "b-y"], combined.Select(x => $"{x.Project}-{x.Runtime}"));
    }

    [Fact]
    public void Options_of_a_users_own_class_work_by_expressions()
    {
        var options = new OwnOptions().SetName("n").AddItems("a", "b").SetEntry("k", 1);

        Assert.Equal("n", options.Name);
        Assert.Equal(["a", "b"], options.Items);
        Assert.Equal(1, options.Entries["k"]);
        Assert.Equal(["--name", "n", "a", "b", "k:1"], ArgumentRenderer.Render(options).Arguments);
        Assert.Null(options.Modify(b => b.Remove(() => options.Name)).Name);
    }
}

public class OwnOptions : ToolOptions
{
    [Argument(Format = "--name {value}")] public string Name => Get<string>(() => Name);

    [Argument(Format = "{value}")] public IReadOnlyList<string> Items => Get<List<string>>(() => Items);

    [Argument(Format = "{key}:{value}")] public IReadOnlyDictionary<string, int> Entries => Get<Dictionary<string, int>>(() => Entries);
}

internal static class OwnOptionsExtensions
{
    public static T SetName<T>(this T o, string v) where T : OwnOptions => o.Modify(b => b.Set(() => o.Name, v));

    public static T AddItems<T>(this T o, params string[] v) where T : OwnOptions => o.Modify(b => b.AddCollection(() => o.Items, v));

    public static T SetEntry<T>(this T o, string k, int v) where T : OwnOptions => o.Modify(b => b.SetDictionary(() => o.Entries, k, v));
}
