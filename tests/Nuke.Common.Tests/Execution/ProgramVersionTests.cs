using Nuke.Common.Execution;

namespace CommonTests.Execution;

public sealed class ProgramVersionTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("program").FullName;

    [Fact]
    public void Another_assembly_is_another_version_and_the_same_one_copied_again_is_not()
    {
        var path = Path.Combine(_directory, "Build.dll");
        File.Copy(typeof(ProgramVersion).Assembly.Location, path);
        var first = ProgramVersion.Read(_directory);
        File.Copy(typeof(ProgramVersion).Assembly.Location, path, overwrite: true);
        var again = ProgramVersion.Read(_directory);
        File.Copy(typeof(ProgramVersionTests).Assembly.Location, path, overwrite: true);
        var other = ProgramVersion.Read(_directory);

        Assert.Contains("Build.dll", first, StringComparison.Ordinal);
        Assert.Equal(first, again);
        Assert.NotEqual(first, other);
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);
}
