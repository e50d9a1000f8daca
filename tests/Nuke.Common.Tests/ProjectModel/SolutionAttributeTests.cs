using System.Reflection;
using Nuke.Common;
using Nuke.Common.Execution;
using Nuke.Common.IO;
using Nuke.Common.ProjectModel;
using Pipeline.Errors;
using Assert = Xunit.Assert;

namespace CommonTests.ProjectModel;

public sealed class SolutionAttributeTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void A_member_gets_the_solution_of_the_attributes_path()
    {
        _directory.Write("sub/App.slnx", "<Solution><Project Path=\"App/App.csproj\" /></Solution>");

        var solution = (Solution)Value(new SolutionAttribute(@"sub\App.slnx"))!;

        Assert.Equal("App", solution.AllProjects.Single().Name);
        Assert.Equal(Path.Combine(_directory.Path, "sub"), solution.Directory.ToString());
    }

    [Fact]
    public void A_solution_that_is_not_there_is_an_error_at_once()
        => Assert.Equal("PIPE1200", Assert.Throws<PipelineException>(() => Value(new SolutionAttribute("Gone.sln"))).Code.Id);

    [Fact]
    public void A_member_without_path_and_parameter_is_told_what_to_write()
    {
        var exception = Assert.Throws<PipelineException>(() => Value(new SolutionAttribute()));

        Assert.Equal("PIPE1202", exception.Code.Id);
        Assert.Contains("\"Solution\": \"path/to.sln\"", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Its_parameter_is_text_and_not_listed()
    {
        var spec = ParameterDiscovery.SpecOf(Member, new SolutionAttribute("App.sln"), new Holder(_directory.Path));

        Assert.Equal(typeof(string), spec.Type);
        Assert.False(spec.Listed);
    }

    private static MemberInfo Member => typeof(Holder).GetField(nameof(Holder.Solution))!;

    private object? Value(SolutionAttribute attribute)
    {
        var build = new Holder(_directory.Path);
        attribute.Build = build;
        return attribute.GetValue(Member, build);
    }

    private sealed class Holder : NukeBuild, INukeBuild
    {
        private readonly string _root;

        public Holder(string root)
        {
            _root = root;
            Values = new BuildValues(this, [Member]);
        }

        public Solution Solution = null!;

        AbsolutePath INukeBuild.RootDirectory => AbsolutePath.Create(_root);
    }
}
