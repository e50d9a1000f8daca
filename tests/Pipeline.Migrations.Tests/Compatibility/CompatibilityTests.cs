using Pipeline.Errors;
using Pipeline.Migrations.Authoring;
using Pipeline.Migrations.Compatibility;
using Pipeline.Migrations.Journaling;
using Pipeline.Migrations.Sources;
using Pipeline.Migrations.Tests.Samples;

namespace Pipeline.Migrations.Tests.Compatibility;

public sealed class CompatibilityTests
{
    private static readonly MigrationSet s_set = SampleSet.Of(
        SampleSet.Migration<CreateClients>(1),
        SampleSet.Migration<AddNewField>(2),
        SampleSet.Migration<DropOldField>(3, phase: MigrationPhase.Contract),
        SampleSet.Migration<IndexSize>(4));

    [Theory]
    [InlineData("1.9.0", new long[] { 1 }, true)]
    [InlineData("2.0.0", new long[] { 1 }, false)]
    [InlineData("1.9.0", new long[] { 1, 2 }, true)]
    [InlineData("2.0.0", new long[] { 1, 2 }, true)]
    [InlineData("1.9.0", new long[] { 1, 2, 3 }, false)]
    [InlineData("2.0.0-rc.1", new long[] { 1, 2, 3 }, false)]
    [InlineData("1.9.0", new long[] { 1, 2, 3, 4 }, false)]
    [InlineData("2.1.0", new long[] { 1, 2, 3, 4 }, true)]
    public void Expand_lets_both_versions_run_and_contract_only_the_new_one(string application, long[] applied, bool isSupported) =>
        Assert.Equal(isSupported, SchemaState.With(s_set, applied).Supports(ApplicationVersion.Parse(application)).IsSupported);

    [Fact]
    public void The_journal_alone_tells_it_without_the_newer_code()
    {
        var state = SchemaState.Of(SampleJournal.Applied(s_set, 1, 2, 3));

        Assert.False(state.Supports(ApplicationVersion.Parse("1.9.0")).IsSupported);
        Assert.Equal(3, state.Version);
    }

    [Fact]
    public void A_service_says_which_schema_it_needs()
    {
        var range = new SchemaRange(2, Before: 3);

        Assert.False(range.Check(SchemaState.Of(MigrationJournal.Empty)).IsSupported);
        Assert.True(range.Check(SchemaState.With(s_set, [1, 2])).IsSupported);
        Assert.False(range.Check(SchemaState.With(s_set, [1, 2, 3])).IsSupported);
    }

    [Fact]
    public void Versions_are_ordered_as_semver_says()
    {
        string[] ascending = ["1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0-rc.1", "1.0.0", "1.0.1", "1.10", "2", "v10.0.0"];

        Assert.Equal(ascending, ascending.Reverse().Select(ApplicationVersion.Parse).Order().Select(x => x.ToString()));
        Assert.Equal(ApplicationVersion.Parse("1.0"), ApplicationVersion.Parse("v1.0.0+build.5"));
        Assert.Equal(ApplicationVersion.Parse("1.0").GetHashCode(), ApplicationVersion.Parse("v1.0.0+build.5").GetHashCode());
    }

    [Theory]
    [InlineData("")]
    [InlineData("two")]
    [InlineData("1.-2")]
    [InlineData("1.0.0-")]
    [InlineData("1.0.0-a_b")]
    public void What_is_no_version_is_refused(string text) => Assert.Equal("PIPE8005", Assert.Throws<PipelineException>(() => ApplicationVersion.Parse(text)).Code.Id);
}
