using System.Text.Json;
using Pipeline.Errors;

namespace Pipeline.Components.Coverage;

/// <summary>The figures that a gate decides on, as they lie on disk between targets.</summary>
/// <param name="Coverage">Coverage of all test projects together.</param>
/// <param name="Tests">Outcomes of all tests.</param>
internal sealed record CoverageSummary(CoverageFigures Coverage, TestFigures Tests)
{
    public void Write(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var stream = File.Create(path);
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        json.WriteStartObject();
        json.WriteStartObject("tests");
        json.WriteNumber("passed", Tests.Passed);
        json.WriteNumber("failed", Tests.Failed);
        json.WriteNumber("skipped", Tests.Skipped);
        json.WriteStartArray("skipReasons");
        foreach (var reason in Tests.SkipReasons)
            json.WriteStringValue(reason);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteStartObject("coverage");
        WriteFigures(json, Coverage);
        json.WriteEndObject();
        json.WriteStartObject("assemblies");
        foreach (var (assembly, figures) in Coverage.Assemblies)
        {
            json.WriteStartObject(assembly);
            WriteFigures(json, figures);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <exception cref="PipelineException">PIPE2020: there is none, or it is damaged.</exception>
    public static CoverageSummary Read(string path)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            var (tests, assemblies) = (json.RootElement.GetProperty("tests"), json.RootElement.GetProperty("assemblies"));
            return new CoverageSummary(
                ReadFigures(json.RootElement.GetProperty("coverage")) with { Assemblies = assemblies.EnumerateObject().ToDictionary(x => x.Name, x => ReadFigures(x.Value)) },
                new TestFigures
                {
                    Passed = tests.GetProperty("passed").GetInt32(),
                    Failed = tests.GetProperty("failed").GetInt32(),
                    Skipped = tests.GetProperty("skipped").GetInt32(),
                    SkipReasons = [.. tests.GetProperty("skipReasons").EnumerateArray().Select(x => x.GetString() ?? "")],
                });
        }
        catch (Exception exception) when (exception is IOException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new PipelineException(ComponentErrors.InvalidReport, $"'{path}' holds no coverage figures: {exception.Message} Delete it and run the tests again.", exception);
        }
    }

    private static void WriteFigures(Utf8JsonWriter json, CoverageFigures figures)
    {
        json.WriteNumber("lines", figures.Lines);
        json.WriteNumber("coveredLines", figures.CoveredLines);
        json.WriteNumber("linePercent", Math.Round(figures.LinePercent, 2));
        json.WriteNumber("branches", figures.Branches);
        json.WriteNumber("coveredBranches", figures.CoveredBranches);
        json.WriteNumber("branchPercent", Math.Round(figures.BranchPercent, 2));
    }

    private static CoverageFigures ReadFigures(JsonElement json) => new()
    {
        Lines = json.GetProperty("lines").GetInt32(),
        CoveredLines = json.GetProperty("coveredLines").GetInt32(),
        Branches = json.GetProperty("branches").GetInt32(),
        CoveredBranches = json.GetProperty("coveredBranches").GetInt32(),
    };
}
