using System.Text.Json;
using Pipeline.Engine.CommandLine;
using Pipeline.Engine.Parameters;
using Pipeline.Engine.Parameters.Schema;
using Pipeline.Engine.Targets;
using Pipeline.Errors;

namespace Pipeline.Engine.Tests.Parameters;

public sealed class BuildSchemaTests : IDisposable
{
    private static readonly TargetDefinition[] s_targets = [new() { Name = "Test" }, new() { Name = "Compile" }];

    private static readonly ParameterSpec[] s_parameters =
    [
        Given.Parameter<int?>("Retries") with { Description = "How often" }, Given.Parameter<string>("ApiKey") with { IsSecret = true, Description = "Key" },
        Given.Parameter<ConversionTests.Grade[]>("Grades"), Given.Parameter<Dictionary<string, double>>("Weights"), Given.Parameter<ConversionTests.Database>("Database"),
        Given.Parameter<ConversionTests.Flavour>("Flavour"), Given.Parameter<bool>("Flag"), Given.Parameter<TimeSpan>("Wait"), Given.Parameter<Uri>("Url"),
    ];

    private readonly RootDirectory _root = new();

    public void Dispose() => _root.Dispose();

    [Fact]
    public void Every_parameter_that_a_file_may_have_is_described()
    {
        var schema = JsonDocument.Parse(Render()).RootElement;

        var properties = schema.GetProperty("allOf")[0].GetProperty("properties");
        Assert.Equal(["ApiKey", "Database", "Flag", "Flavour", "Grades", "Retries", "Url", "Wait", "Weights"], properties.EnumerateObject().Select(x => x.Name));
        Assert.Equal("""{"type":"integer","description":"How often"}""", Compact(properties.GetProperty("Retries")));
        Assert.Equal("""{"type":"string","description":"Key","default":"Secrets must be entered via './build.sh :secrets [profile]'"}""", Compact(properties.GetProperty("ApiKey")));
        Assert.Equal("""{"type":"array","items":{"type":"string","enum":["Low","High"]}}""", Compact(properties.GetProperty("Grades")));
        Assert.Equal("""{"type":"object","additionalProperties":{"type":"number"}}""", Compact(properties.GetProperty("Weights")));
        Assert.Equal("""{"type":"object"}""", Compact(properties.GetProperty("Database")));
        Assert.Equal("""{"type":"string","enum":["Debug","Release"]}""", Compact(properties.GetProperty("Flavour")));
        Assert.Equal("""{"type":"boolean"}""", Compact(properties.GetProperty("Flag")));
        Assert.Equal("""{"type":"string"}""", Compact(properties.GetProperty("Wait")));
        Assert.Equal("""{"type":"string"}""", Compact(properties.GetProperty("Url")));
    }

    [Fact]
    public void The_engines_parameters_are_a_definition_with_the_names_of_targets_and_hosts()
    {
        var definitions = JsonDocument.Parse(Render()).RootElement.GetProperty("definitions");

        Assert.Equal("""{"type":"string","enum":["Compile","Test"]}""", Compact(definitions.GetProperty("ExecutableTarget")));
        Assert.Equal("""{"type":"string","enum":["GitHubActions","Terminal"]}""", Compact(definitions.GetProperty("Host")));
        Assert.Equal("""{"type":"string","enum":["Quiet","Minimal","Normal","Verbose"]}""", Compact(definitions.GetProperty("Verbosity")));
        var engine = definitions.GetProperty("NukeBuild").GetProperty("properties");
        Assert.StartsWith("""{"type":"array","items":{"$ref":"#/definitions/ExecutableTarget"}""", Compact(engine.GetProperty("Skip")), StringComparison.Ordinal);
        Assert.False(engine.TryGetProperty("Help", out _));
    }

    [Fact]
    public void The_text_is_the_same_in_whatever_order_things_are_declared()
    {
        Assert.Equal(Render(), BuildSchema.Render([.. s_targets.Reverse()], [.. EngineParameters.For(s_targets, ["GitHubActions", "Terminal"]), .. s_parameters.Reverse()]));
        Assert.DoesNotContain("\r", Render(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_file_is_written_only_when_it_changed()
    {
        var path = Path.Combine(_root.Path, ".nuke", "build.schema.json");

        Assert.True(BuildSchema.Save(path, "{}\n"));
        Assert.False(BuildSchema.Save(path, "{}\n"));
        Assert.True(BuildSchema.Save(path, "{ }\n"));
        Assert.Equal("{ }\n", File.ReadAllText(path));
        Assert.Equal(ParameterErrors.FileAccess, Assert.Throws<PipelineException>(() => BuildSchema.Save(Path.Combine(path, "x"), "")).Code);
    }

    private static string Render() => BuildSchema.Render(s_targets, [.. s_parameters, .. EngineParameters.For(s_targets, ["GitHubActions", "Terminal"])]);

    private static string Compact(JsonElement element) => JsonSerializer.Serialize(element, s_compact);

    private static readonly JsonSerializerOptions s_compact = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
