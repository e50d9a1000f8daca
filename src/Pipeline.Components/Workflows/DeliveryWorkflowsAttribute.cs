using Nuke.Common.CI;
using Nuke.Common.CI.GitHubActions;
using Nuke.Common.Execution;
using Nuke.Common.IO;
using Pipeline.Components.Promoting;
using Pipeline.Workflows.Actions;
#if !NUKE_PACKAGES
using Pipeline.Authoring;
#endif

namespace Pipeline.Components.Workflows;

/// <summary>
/// Generates the workflows of the delivery in <c>.github/workflows</c>, on every local run; on a server a difference fails. <see cref="IConfigureWorkflows"/>
/// says more about them. The lock file of actions comes along where there is none: <c>docs/guides/workflows.md</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class DeliveryWorkflowsAttribute : BuildExtensionAttributeBase
#if NUKE_PACKAGES
    , IConfigurationGenerator
#else
    , IRenderedConfiguration
#endif
{
    /// <summary>Which workflows. Default all.</summary>
    public DeliveryFiles Files { get; set; } = DeliveryFiles.All;

    /// <inheritdoc />
    public bool AutoGenerate { get; set; } = true;

    /// <inheritdoc />
    public string Id => $"{HostName}_delivery";

    /// <inheritdoc />
    public string DisplayName => $"{HostName} (delivery)";

    /// <inheritdoc />
    public string HostName => nameof(GitHubActions);

    /// <inheritdoc />
    public IEnumerable<AbsolutePath> GeneratedFiles =>
    [
        .. Enum.GetValues<DeliveryFiles>().Where(x => x is not (DeliveryFiles.None or DeliveryFiles.All) && Files.HasFlag(x)).Select(x => Workflows / $"{(x == DeliveryFiles.CiCd ? "ci-cd" : x.ToString().ToLowerInvariant())}.yml"),
        LockFile,
    ];

    private AbsolutePath Workflows => Build.RootDirectory / ".github" / "workflows";

    private AbsolutePath LockFile => Build.RootDirectory / ActionLock.DefaultPath;

    /// <summary>The files with their contents.</summary>
    /// <exception cref="Errors.PipelineException">PIPE2100, PIPE2101, PIPE2102, PIPE96xx: they can't be generated.</exception>
    public IReadOnlyList<(AbsolutePath File, string Content)> Render(IReadOnlyCollection<ExecutableTarget> targets)
    {
        var settings = Build is IConfigureWorkflows configured ? configured.Delivery : new DeliverySettings();
        settings = settings with { ReadsApprovals = settings.ReadsApprovals ?? Build is IPromote { Policy.Approvals: > 0 } };
        var actions = ActionLock.Read(LockFile!);
        var rendered = new DeliveryWorkflowSet(settings, targets, actions, Build.RootDirectory!).Render(
            Files,
            "This file is generated from [DeliveryWorkflows] on the build; docs/guides/workflows.md says how to change it.",
            "Any run of the build on a developer's machine writes it anew, or by itself:",
            "",
            $"    ./build.sh --generate-configuration {Id}");
        return
        [
            .. rendered.Select(x => (Workflows / x.Key, x.Value)),
            // One that is there is the repository's own, whatever its form.
            (LockFile, File.Exists(LockFile) ? File.ReadAllText(LockFile).ReplaceLineEndings("\n") : actions.ToJson()),
        ];
    }

    /// <inheritdoc />
    public void Generate(IReadOnlyCollection<ExecutableTarget> executableTargets)
    {
        foreach (var (file, content) in Render(executableTargets))
        {
            if (File.Exists(file) && File.ReadAllText(file).ReplaceLineEndings("\n") == content)
                continue;
            Directory.CreateDirectory(file.Parent!);
            File.WriteAllText(file!, content);
        }
    }

    /// <inheritdoc />
    public void SerializeState()
    {
    }
}
