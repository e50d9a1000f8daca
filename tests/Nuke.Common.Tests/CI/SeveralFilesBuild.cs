using Nuke.Common;
using Nuke.Common.CI;
using Nuke.Common.Execution;
using Nuke.Common.IO;
using Pipeline.Authoring;

namespace CommonTests.CI;

/// <summary>A build whose one attribute generates two files.</summary>
[SeveralFiles]
internal sealed class SeveralFilesBuild(string root) : NukeBuild, INukeBuild
{
    AbsolutePath INukeBuild.RootDirectory => AbsolutePath.Create(root);
}

/// <summary>Generates one.yml and two.yml, and leaves a trace of what it wrote.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class SeveralFilesAttribute : BuildExtensionAttributeBase, IRenderedConfiguration
{
    public string Id => "several";

    public string DisplayName => Id;

    public string HostName => Id;

    public bool AutoGenerate => true;

    public IEnumerable<AbsolutePath> GeneratedFiles => Render([]).Select(x => x.File);

    public IReadOnlyList<(AbsolutePath File, string Content)> Render(IReadOnlyCollection<ExecutableTarget> targets) =>
        [(Build.RootDirectory / "one.yml", "one\n"), (Build.RootDirectory / "two.yml", "two\n")];

    public void Generate(IReadOnlyCollection<ExecutableTarget> executableTargets)
    {
        foreach (var (file, content) in Render(executableTargets))
        {
            File.WriteAllText(file.ToString(), content);
            File.WriteAllText((file.Parent / $"generated-{file.Name}").ToString(), content);
        }
    }

    public void SerializeState()
    {
    }
}
