using Pipeline.Components.Coverage;
using Pipeline.Errors;

namespace Pipeline.Components.Tests.Coverage;

public sealed class CoverageFiguresTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("coverage").FullName;

    [Fact]
    public void A_line_that_any_report_hits_is_covered()
    {
        var first = Report("a.xml", ("A.cs", "<line number=\"1\" hits=\"0\" /><line number=\"2\" hits=\"3\" />"));
        var second = Report("b.xml", ("A.cs", "<line number=\"1\" hits=\"1\" /><line number=\"3\" hits=\"0\" />"));

        var figures = CoverageFigures.Read([first, second], []);

        Assert.Equal((3, 2), (figures.Lines, figures.CoveredLines));
    }

    [Fact]
    public void Branches_of_a_line_are_those_of_the_best_report()
    {
        var first = Report("a.xml", ("A.cs", "<line number=\"1\" hits=\"1\" branch=\"true\" condition-coverage=\"50% (1/2)\" />"));
        var second = Report("b.xml", ("A.cs", "<line number=\"1\" hits=\"1\" branch=\"true\" condition-coverage=\"50% (1/2)\" />"));

        var figures = CoverageFigures.Read([first, second], []);

        Assert.Equal((2, 1, 50.0), (figures.Branches, figures.CoveredBranches, figures.BranchPercent));
    }

    [Fact]
    public void The_same_line_number_in_another_file_is_another_line()
    {
        var report = Report("a.xml", ("A.cs", "<line number=\"1\" hits=\"1\" />"), ("B.cs", "<line number=\"1\" hits=\"0\" />"));

        Assert.Equal(2, CoverageFigures.Read([report], []).Lines);
    }

    [Fact]
    public void Generated_files_do_not_count()
    {
        var report = Report("a.xml", ("A.cs", "<line number=\"1\" hits=\"1\" />"), ("obj/Debug/B.cs", "<line number=\"1\" hits=\"0\" />"), ("C.g.cs", "<line number=\"1\" hits=\"0\" />"));

        Assert.Equal(100, CoverageFigures.Read([report], new CoverageGate().Ignored).LinePercent);
    }

    [Fact]
    public void Each_assembly_has_figures_of_its_own()
    {
        var report = Report("a.xml", ("A.cs", "<line number=\"1\" hits=\"1\" /><line number=\"2\" hits=\"0\" />"));

        Assert.Equal(50, CoverageFigures.Read([report], []).Assemblies["App"].LinePercent);
    }

    [Fact]
    public void A_report_that_was_cut_off_is_an_error_that_names_it()
    {
        var path = Path.Combine(_directory, "cut.xml");
        File.WriteAllText(path, "<coverage><packages>");

        var exception = Assert.Throws<PipelineException>(() => CoverageFigures.Read([path], []));

        Assert.Equal("PIPE2020", exception.Code.Id);
        Assert.Contains(path, exception.Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private string Report(string name, params (string File, string Lines)[] classes)
    {
        var path = Path.Combine(_directory, name);
        var body = string.Concat(classes.Select(x => $"<class name=\"C\" filename=\"{x.File}\"><lines>{x.Lines}</lines></class>"));
        File.WriteAllText(path, $"<?xml version=\"1.0\"?><coverage><sources><source>/repo/</source></sources><packages><package name=\"App\"><classes>{body}</classes></package></packages></coverage>");
        return path;
    }
}
