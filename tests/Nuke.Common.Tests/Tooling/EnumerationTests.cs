using System.ComponentModel;
using Nuke.Common.Tooling;
using Nuke.Common.Tools.DotNet;

namespace CommonTests.Tooling;

public class EnumerationTests
{
    [TypeConverter(typeof(TypeConverter<Configuration>))]
    internal sealed class Configuration : Enumeration
    {
        public static Configuration Debug = new() { Value = nameof(Debug) };
        public static Configuration Release = new() { Value = nameof(Release) };

        public static implicit operator string(Configuration configuration) => configuration.Value;
    }

    [Fact]
    public void Values_are_equal_by_type_and_text()
    {
        Configuration same = new ReleaseAgain().Value();

        Assert.True(Configuration.Release == same);
        Assert.True(Configuration.Debug != Configuration.Release);
        Assert.False(Configuration.Debug.Equals("Debug"));
        Assert.Equal(Configuration.Release.GetHashCode(), same.GetHashCode());
        Assert.False(Configuration.Debug == null);
    }

    [Fact]
    public void A_value_is_its_text()
    {
        string text = Configuration.Release;

        Assert.Equal("Release", text);
        Assert.Equal("Debug", $"{Configuration.Debug}");
        Assert.Equal("symbols.nupkg", DotNetSymbolPackageFormat.symbols_nupkg.ToString());
    }

    [Fact]
    public void The_converter_finds_values_whatever_the_case_and_names_the_known_ones()
    {
        var converter = TypeDescriptor.GetConverter(typeof(Configuration));

        Assert.Equal(Configuration.Release, converter.ConvertFrom("release"));
        var error = Assert.Throws<FormatException>(() => converter.ConvertFrom("Relase"));
        Assert.Equal("'Relase' is not a Configuration. Known are: Debug, Release.", error.Message);
    }

    [Fact]
    public void An_enum_gives_the_text_that_its_attribute_names()
    {
        Assert.Equal("first-value", Plain.First.GetValue());
        Assert.Equal("Second", Plain.Second.GetValue());
    }

    private enum Plain
    {
        [EnumValue("first-value")] First,
        Second,
    }

    private sealed class ReleaseAgain
    {
        public Configuration Value() => (Configuration)TypeDescriptor.GetConverter(typeof(Configuration)).ConvertFrom("RELEASE")!;
    }
}
