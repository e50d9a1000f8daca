using Nuke.Common.Execution;
using Pipeline.Errors;

namespace CommonTests.Execution;

[Collection(OneBuildAtATime.Name)]
public sealed class BuildLocationTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("pipeline-location-").FullName;

    [Fact]
    public void The_root_is_the_nearest_directory_above_that_holds_nuke()
    {
        Directory.CreateDirectory(Path.Combine(_directory, ".nuke"));
        var below = Directory.CreateDirectory(Path.Combine(_directory, "a", "b")).FullName;

        Assert.Equal(_directory, BuildLocation.Find([], below, assembly: null).RootDirectory.ToString());
    }

    [Fact]
    public void A_file_marks_the_root_of_an_older_repository()
    {
        File.WriteAllText(Path.Combine(_directory, ".nuke"), "App.sln");

        Assert.Equal(_directory, BuildLocation.Find([], _directory, assembly: null).RootDirectory.ToString());
    }

    [Theory]
    [InlineData("--root", "x")]
    [InlineData("-Root", "x")]
    [InlineData("--root=x", "--other")]
    public void A_root_that_is_asked_for_wins(string first, string second)
    {
        Directory.CreateDirectory(Path.Combine(_directory, ".nuke"));

        Assert.Equal(Path.Combine(_directory, "x"), BuildLocation.Find(["program", first, second], _directory, assembly: null).RootDirectory.ToString());
    }

    [Fact]
    public void Without_a_value_the_working_directory_is_the_root() =>
        Assert.Equal(_directory, BuildLocation.Find(["program", "--root"], _directory, assembly: null).RootDirectory.ToString());

    [Fact]
    public void Without_any_root_the_error_says_how_to_make_one()
    {
        var exception = Assert.Throws<PipelineException>(() => BuildLocation.Find([], _directory, assembly: null));

        Assert.Equal(("PIPE1301", 2), (exception.Code.Id, exception.ExitCode));
        Assert.Contains(_directory, exception.Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);
}
