using Pipeline.Components.Coverage;
using Pipeline.Errors;

namespace Pipeline.Components.Tests.Coverage;

public sealed class TestFiguresTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("trx").FullName;

    [Fact]
    public void Outcomes_are_counted_over_all_files_with_each_skip_reason_once()
    {
        const string skipped = "<UnitTestResult outcome=\"NotExecuted\"><Output><ErrorInfo><Message>skopeo is missing</Message></ErrorInfo></Output></UnitTestResult>";
        var first = Write("a.trx", $"<UnitTestResult outcome=\"Passed\" /><UnitTestResult outcome=\"Failed\" />{skipped}");
        var second = Write("b.trx", $"<UnitTestResult outcome=\"Passed\" />{skipped}");

        var figures = TestFigures.Read([first, second]);

        Assert.Equal((2, 1, 2), (figures.Passed, figures.Failed, figures.Skipped));
        Assert.Equal(["skopeo is missing"], figures.SkipReasons);
    }

    [Fact]
    public void An_outcome_that_is_neither_pass_nor_skip_counts_as_a_failure()
    {
        var figures = TestFigures.Read([Write("a.trx", "<UnitTestResult outcome=\"Timeout\" /><UnitTestResult outcome=\"Aborted\" />")]);

        Assert.Equal(2, figures.Failed);
    }

    [Fact]
    public void A_file_that_is_no_result_is_an_error_that_names_it()
    {
        var path = Path.Combine(_directory, "bad.trx");
        File.WriteAllText(path, "not xml");

        var exception = Assert.Throws<PipelineException>(() => TestFigures.Read([path]));

        Assert.Contains(path, exception.Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private string Write(string name, string results)
    {
        var path = Path.Combine(_directory, name);
        File.WriteAllText(path, $"<TestRun><Results>{results}</Results></TestRun>");
        return path;
    }
}
