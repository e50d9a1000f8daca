using Pipeline.Configuration.Sources;

namespace Pipeline.Configuration.Tests.Sources;

public sealed class EnvironmentReadTests
{
    [Theory]
    [InlineData("var x = Environment.GetEnvironmentVariable(\"HOME\");", "HOME")]
    [InlineData("var x = System.Environment.GetEnvironmentVariable ( @\"HOME\" , EnvironmentVariableTarget.User);", "HOME")]
    [InlineData("return GetEnvironmentVariable(\"HOME\");", "HOME")]
    [InlineData("x = Environment.GetEnvironmentVariable(\"\"\"HOME\"\"\");", "HOME")]
    [InlineData("const string Name = \"HOME\"; x = Environment.GetEnvironmentVariable(Name);", "HOME")]
    [InlineData("class Shared { public const string Name = \"HOME\"; } x = Environment.GetEnvironmentVariable(Pipeline.Shared.Name);", "HOME")]
    [InlineData("x = $\"{Environment.GetEnvironmentVariable(\"HOME\")}/bin\";", "HOME")]
    [InlineData("x = $@\"\"\"{Environment.GetEnvironmentVariable(\"HOME\"),5:N2}\"\"\";", "HOME")]
    [InlineData("x = $$\"\"\"{ {{Environment.GetEnvironmentVariable(\"HOME\")}} }\"\"\";", "HOME")]
    [InlineData("x = '\"'; y = Environment.GetEnvironmentVariable(\"HOME\"); z = '\\'';", "HOME")]
    [InlineData("x = Environment.GetEnvironmentVariable(name);", null)]
    [InlineData("x = Environment.GetEnvironmentVariable(\"A_\" + name);", null)]
    [InlineData("x = Environment.GetEnvironmentVariable($\"A_{name}\");", null)]
    [InlineData("Read(Environment.GetEnvironmentVariable);", null)]
    [InlineData("const string Name = \"A\" + B; x = Environment.GetEnvironmentVariable(Name);", null)]
    [InlineData("const string N = \"A\"; } class Y { const string N = \"B\"; x = Environment.GetEnvironmentVariable(N);", null)]
    [InlineData("foreach (var x in Environment.GetEnvironmentVariables()) { }", null)]
    [InlineData("builder.AddEnvironmentVariables();", null)]
    [InlineData("x = Environment.ExpandEnvironmentVariables(path);", null)]
    public void A_read_is_found_with_its_variable_where_that_can_be_seen(string code, string? variable)
    {
        var read = Assert.Single(EnvironmentReads.Find([new("src/A.cs", $"using System;\n/* \" */ {code}\n")]));

        Assert.Equal(("src/A.cs:2", variable), (read.Place, read.Variable));
    }

    [Theory]
    [InlineData("// Environment.GetEnvironmentVariable(\"HOME\")")]
    [InlineData("/* Environment.GetEnvironmentVariable(\"HOME\") */")]
    [InlineData("x = \"Environment.GetEnvironmentVariable(\\\"HOME\\\")\";")]
    [InlineData("x = @\"a \"\" Environment.GetEnvironmentVariable(\"\"HOME\"\")\";")]
    [InlineData("x = $\"{{Environment.GetEnvironmentVariable(HOME)}}\";")]
    [InlineData("x = \"\"\"\"\n\"\"\" Environment.GetEnvironmentVariable(\"HOME\")\n\"\"\"\";")]
    [InlineData("x = $$\"\"\"{Environment.GetEnvironmentVariable(1)}\"\"\";")]
    [InlineData("x = nameof(System.Environment.GetEnvironmentVariable);")]
    [InlineData("private static string GetEnvironmentVariable(string name) => name;")]
    [InlineData("private static string? GetEnvironmentVariable(string name) => name;")]
    [InlineData("x = \"never closed")]
    [InlineData("x = $\"{never closed")]
    [InlineData("/* never closed")]
    public void What_is_no_read_is_not(string code) => Assert.Empty(EnvironmentReads.Find([new("src/A.cs", code)]));

    [Fact]
    public void A_constant_of_another_file_is_known_by_its_type()
    {
        SourceText[] sources =
        [
            new("src/A.cs", "x = Environment.GetEnvironmentVariable(Cache.Variable);\ny = Environment.GetEnvironmentVariable(Variable);"),
            new("src/B.cs", "static class Cache { public const string Variable = \"CACHE\"; }\nstatic class Other { public const string Variable = \"OTHER\"; }"),
        ];

        Assert.Equal(["CACHE", null], EnvironmentReads.Find(sources).Select(x => x.Variable));
    }

    [Fact]
    public void Lines_are_counted_through_texts_of_several_lines() =>
        Assert.Equal(5, Assert.Single(EnvironmentReads.Find([new("src/A.cs", "x = \"\"\"\n1\n\"\"\"; y = @\"a\nb\"\n + Environment.GetEnvironmentVariable(\"HOME\");")])).Line);
}
