using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace GeneratorTests.Tools;

public class ToolGeneratorTests
{
    private const string Small = """
        # A comment.
        tool Sample | A sample & more.
          path sample
          url https://example.org/sample
        enum SampleLevel = low high.er class | How much.
        group quiet
          Quiet    bool    --quiet | Says less.
        command SampleGo = go now | Goes.
          File     string         {value} @position(1) | What goes.
          Level    SampleLevel    --level {value}
          Count    int            --count={value}
          Names    string[]       --name {value} @join(,) | Names.
          Options  string=object  /p:{key}={value} @msbuild | Options.
            .Depth  int | How deep.
            .Tags   string[] @join(;)
            .Fast   bool
          Key      string         --key {value} @secret @env(SAMPLE_KEY) | A key.
          Rest     string[]       -- {value} @join(space) @position(-1)
          Hidden   string         -
          use quiet
        command SampleRead = read @result(int)
          use quiet
        extend SampleGoSettings
          Options
            .Extra bool
        """;

    [Fact]
    public void A_specification_gives_exactly_this_code()
        => Matches("Small.txt", ToolGeneration.Text(ToolGeneration.Run(Small.Replace("extend SampleGoSettings", "extend OtherSettings", StringComparison.Ordinal), out _)));

    [Fact]
    public void The_code_compiles_against_the_library()
    {
        var spec = Small[..Small.IndexOf("extend", StringComparison.Ordinal)];

        ToolGeneration.Run(spec, out var compilation);

        Assert.Empty(compilation.GetDiagnostics().Where(x => x.Severity >= DiagnosticSeverity.Warning && x.Id != "CS1701" && x.Id != "CS1702"));
    }

    [Theory]
    [InlineData(0, "A .tool file starts with 'tool NAME'.", "")]
    [InlineData(1, "'nonsense' says nothing about a tool. Known are 'path EXECUTABLE', 'nuget ID EXECUTABLE', 'npm ID EXECUTABLE', 'url URL', 'using NAMESPACE' and 'namespace NAMESPACE'.", "tool T\n  nonsense")]
    [InlineData(1, "'verb' is not a kind of block. Known are tool, enum, group, command and extend.", "tool T\nverb X")]
    [InlineData(2, "Option 'A' needs a type and a format, as in 'NoRestore bool --no-restore'. A format '-' gives no argument.", "tool T\ncommand TGo = go\n  A string")]
    [InlineData(2, "The format of 'A' has no {value}.", "tool T\ncommand TGo = go\n  A string --a")]
    [InlineData(2, "The format of 'A' needs {key} and {value}.", "tool T\ncommand TGo = go\n  A string=string --a {value}")]
    [InlineData(3, "'A' is declared twice.", "tool T\ncommand TGo = go\n  A bool --a\n  A bool --b")]
    [InlineData(2, "There is no group 'gone' above. Known are: here.", "tool T\ngroup here\n  use gone")]
    [InlineData(2, "'@sekret' is not a modifier. Known are @position(N), @secret, @join(SEPARATOR), @quote, @msbuild, @formatter(METHOD), @stdin(ARGUMENT) and @env(VARIABLE).", "tool T\ncommand TGo = go\n  A string {value} @sekret")]
    [InlineData(3, "'.B' is a list in one value: give its separator with @join(…).", "tool T\ncommand TGo = go\n  A string=object {key}{value}\n    .B int[]")]
    [InlineData(3, "'.B int' has no map above it.", "tool T\ncommand TGo = go\n  A bool --a\n    .B int")]
    [InlineData(1, "Enum 'E' has no values. Write them after '='.", "tool T\nenum E")]
    [InlineData(2, "'TGo' is declared twice.", "tool T\ncommand TGo = a\ncommand TGo = b")]
    [InlineData(1, "A command has no modifier '@resul(int)'. Known are @result(TYPE) and @base(TYPE).", "tool T\ncommand TGo = go @resul(int)")]
    [InlineData(2, "'a-b' is not a type. A type is a name, NAME[] for a list, KEY=VALUE for a map.", "tool T\ncommand TGo = go\n  A a-b {value}")]
    public void A_mistake_is_an_error_with_file_and_line(int line, string message, string spec)
    {
        var result = ToolGeneration.Run(spec, out _);

        var error = Assert.Single(result.Diagnostics, x => x.GetMessage(CultureInfo.InvariantCulture) == message);
        Assert.Equal(("/repo/Tools/Sample/Sample.tool", line), (error.Location.GetLineSpan().Path, error.Location.GetLineSpan().StartLinePosition.Line));
        Assert.Equal(DiagnosticSeverity.Error, error.Severity);
        Assert.Empty(result.GeneratedTrees);
    }

    [Fact]
    public void All_mistakes_of_a_file_are_reported_at_once()
    {
        var result = ToolGeneration.Run("tool T\ncommand TGo = go\n  A\n  B string --b\n  C bool --c @x", out _);

        Assert.Equal([2, 3, 4], result.Diagnostics.Select(x => x.Location.GetLineSpan().StartLinePosition.Line));
    }

    // PIPELINE_UPDATE_SNAPSHOTS=1 writes the file anew.
    private static void Matches(string name, string actual, [CallerFilePath] string source = "")
    {
        var file = Path.Combine(Path.GetDirectoryName(source)!, "Snapshots", name);
        if (Environment.GetEnvironmentVariable("PIPELINE_UPDATE_SNAPSHOTS") == "1")
            File.WriteAllText(file, actual);
        Assert.Equal(File.ReadAllText(file), actual);
    }
}
