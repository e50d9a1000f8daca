using Nuke.Common.Tooling;

namespace CommonTests.Tooling;

public class CommandLineTests
{
    [Theory]
    [InlineData("a b", new[] { "a", "b" })]
    [InlineData("  a\t b  ", new[] { "a", "b" })]
    [InlineData("\"a b\" c", new[] { "a b", "c" })]
    [InlineData("--x=\"a b\"", new[] { "--x=a b" })]
    [InlineData("\"\"", new[] { "" })]
    [InlineData("a\\\"b", new[] { "a\"b" })]
    [InlineData(@"C:\dir\ b", new[] { @"C:\dir\", "b" })]
    [InlineData("'a b'", new[] { "'a", "b'" })]
    [InlineData("", new string[0])]
    public void A_line_is_split_as_the_system_splits_it(string line, string[] expected)
        => Assert.Equal(expected, CommandLine.Split(line));

    [Fact]
    public void Any_arguments_survive_being_joined_and_split()
    {
        const string Characters = "ab \"\\\t'$;é";
        var random = new Random(20261122);
        for (var i = 0; i < 2000; i++)
        {
            string[] arguments = [.. Enumerable.Range(0, random.Next(5)).Select(_ => string.Concat(Enumerable.Range(0, random.Next(6)).Select(_ => Characters[random.Next(Characters.Length)])))];

            Assert.Equal(arguments, CommandLine.Split(CommandLine.Join(arguments)));
        }
    }

    [Fact]
    public void Interpolated_values_are_quoted_when_they_need_to_be()
    {
        var path = "/with blank/x";
        var flag = true;

        Assert.Equal("run \"/with blank/x\" --flag True --raw a b --quoted \"c d\"", Text($"run {path} --flag {flag} --raw {"a b":nq} --quoted {"\"c d\""}"));
    }

    [Fact]
    public void A_redacted_value_is_hidden_in_both_of_its_forms()
    {
        ArgumentStringHandler handler = $"login -p {"se cr\"et":r}";
        var filter = handler.GetFilter();

        var line = handler.ToStringAndClear();

        Assert.Equal(["login", "-p", "se cr\"et"], CommandLine.Split(line));
        Assert.Equal("login -p \"[REDACTED]\"", filter(line));
        Assert.Equal("echo [REDACTED]!", filter("echo se cr\"et!"));
    }

    [Fact]
    public void Paths_are_joined_by_blanks()
    {
        Nuke.Common.IO.AbsolutePath[] paths = [Nuke.Common.IO.AbsolutePath.Create("/a b"), Nuke.Common.IO.AbsolutePath.Create("/c")];

        Assert.Equal("x \"/a b\" /c", Text($"x {paths}"));
    }

    private static string Text(ArgumentStringHandler handler) => handler.ToStringAndClear();
}
