using System.Text.Json;

namespace Pipeline.Components.Coverage;

/// <summary>Writes the figures of a gate as JSON.</summary>
internal static class CoverageSummary
{
    public static void Write(string path, CoverageFigures coverage, TestFigures tests, CoverageVerdict verdict)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var stream = File.Create(path);
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        json.WriteStartObject();
        json.WriteString("gate", verdict.State.ToString());
        json.WriteStartArray("reasons");
        foreach (var reason in verdict.Reasons)
            json.WriteStringValue(reason);
        json.WriteEndArray();
        json.WriteStartObject("tests");
        json.WriteNumber("passed", tests.Passed);
        json.WriteNumber("failed", tests.Failed);
        json.WriteNumber("skipped", tests.Skipped);
        json.WriteEndObject();
        WriteFigures(json, coverage);
        json.WriteStartObject("assemblies");
        foreach (var (assembly, figures) in coverage.Assemblies)
        {
            json.WriteStartObject(assembly);
            WriteFigures(json, figures);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
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
}
