using System.ComponentModel;
using Nuke.Common;
using Nuke.Common.Execution;
using Nuke.Common.Tooling;
using Pipeline.Engine.Parameters;
using Assert = Xunit.Assert;

namespace CommonTests.Execution;

public sealed class ParameterDiscoveryTests
{
    [Fact]
    public void A_member_s_attributes_become_the_engine_s_data()
    {
        var key = Spec("api-key");

        Assert.Equal(("api-key", "The key", true, true, true), (key.Name, key.Description, key.IsSecret, key.IsRequired, key.Listed));
        Assert.Equal("+", Spec("Items").Separator);
        Assert.False(Spec("Hidden").Listed);
    }

    [Fact]
    public void Defaults_are_shown_as_text_and_absent_ones_not_at_all()
    {
        Assert.Equal("a b", Spec("Items").DefaultText?.Invoke());
        Assert.Equal("Debug", Spec("Mode").DefaultText?.Invoke());
        Assert.Null(Spec("Switch").DefaultText?.Invoke());
        Assert.Null(Spec("api-key").DefaultText?.Invoke());
    }

    [Fact]
    public void Allowed_values_come_from_enumerations_and_from_members_that_give_them()
    {
        Assert.Equal(["Debug", "Release"], Spec("Mode").AllowedValues?.Invoke());
        Assert.Equal(["Debug", "Release"], Spec("Modes").AllowedValues?.Invoke());
        Assert.Equal(["west", "east"], Spec("Region").AllowedValues?.Invoke());
        Assert.Null(Spec("Items").AllowedValues);
    }

    [Fact]
    public void A_member_that_gives_values_but_does_not_exist_is_named()
    {
        var exception = Assert.Throws<ArgumentException>(() => Spec("Lost").AllowedValues?.Invoke());

        Assert.Contains("'Nowhere'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_component_s_prefix_stands_before_its_parameters() => Assert.Equal(typeof(string), Spec("ImageTag").Type);

    private static ParameterSpec Spec(string name)
    {
        var build = new Sample();
        return new BuildValues(build, [.. BuildMembers.Of(typeof(Sample))]).Specs.Single(x => x.Name == name);
    }

    [TypeConverter(typeof(TypeConverter<Mode>))]
    private sealed class Mode : Enumeration
    {
        public static readonly Mode Debug = new() { Value = nameof(Debug) };
        public static readonly Mode Release = new() { Value = nameof(Release) };
    }

    [ParameterPrefix("Image")]
    private interface IHasTag : INukeBuild
    {
        [Parameter]
        string? Tag => TryGetValue(() => Tag);
    }

    private sealed class Sample : NukeBuild, IHasTag
    {
        [Parameter("The key", Name = "api-key")]
        [Secret]
        [Required]
        public string? Key { get; }

        [Parameter(Separator = "+")]
        public string[] Items { get; } = ["a", "b"];

        [Parameter]
        public Mode Mode { get; } = Mode.Debug;

        [Parameter]
        public Mode[]? Modes { get; }

        [Parameter]
        public bool Switch { get; }

        [Parameter(List = false)]
        public string? Hidden { get; }

        [Parameter(ValueProviderMember = nameof(Regions))]
        public string? Region { get; }

        [Parameter(ValueProviderMember = "Nowhere")]
        public string? Lost { get; }

        private static IEnumerable<string> Regions => ["west", "east"];
    }
}
