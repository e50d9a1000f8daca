using Pipeline.Components.Coverage;
using Pipeline.Errors;

namespace Pipeline.Components.Tests.Coverage;

public sealed class CoverageSummaryTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("summary").FullName;

    [Fact]
    public void What_was_written_is_read_back()
    {
        var path = Path.Combine(_directory, "coverage", "summary.json");
        var app = new CoverageFigures { Lines = 10, CoveredLines = 9, Branches = 4, CoveredBranches = 3 };
        var written = new CoverageSummary(
            app with { Assemblies = new Dictionary<string, CoverageFigures> { ["App"] = app } },
            new TestFigures { Passed = 5, Failed = 0, Skipped = 1, SkipReasons = ["skopeo is missing"] });

        written.Write(path);
        var read = CoverageSummary.Read(path);

        Assert.Equal((10, 9, 4, 3), (read.Coverage.Lines, read.Coverage.CoveredLines, read.Coverage.Branches, read.Coverage.CoveredBranches));
        Assert.Equal(90, read.Coverage.Assemblies["App"].LinePercent);
        Assert.Equal((5, 0, 1), (read.Tests.Passed, read.Tests.Failed, read.Tests.Skipped));
        Assert.Equal(["skopeo is missing"], read.Tests.SkipReasons);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{ \"tests\": {} }")]
    public void A_damaged_file_is_an_error_that_names_it(string content)
    {
        var path = Path.Combine(_directory, "summary.json");
        File.WriteAllText(path, content);

        var exception = Assert.Throws<PipelineException>(() => CoverageSummary.Read(path));

        Assert.Equal("PIPE2020", exception.Code.Id);
        Assert.Contains(path, exception.Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);
}
