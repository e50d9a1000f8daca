using Nuke.Common.Execution;
using Nuke.Common.IO;

namespace Nuke.Common.CI;

/// <summary>Writes configuration files for a build server. Attributes on the build implement it.</summary>
public interface IConfigurationGenerator
{
    /// <summary>The build.</summary>
    INukeBuild Build { get; }

    /// <summary>What <c>--generate-configuration</c> calls it: <c>GitHubActions_continuous</c>.</summary>
    string Id { get; }

    /// <summary>What messages call it.</summary>
    string DisplayName { get; }

    /// <summary>The build server.</summary>
    string HostName { get; }

    /// <summary>Whether the files are written on every local run. Default true.</summary>
    bool AutoGenerate { get; }

    /// <summary>The files that it writes.</summary>
    IEnumerable<AbsolutePath> GeneratedFiles { get; }

    /// <summary>Writes the files.</summary>
    void Generate(IReadOnlyCollection<ExecutableTarget> executableTargets);

    /// <summary>Keeps what a later job of the same run needs.</summary>
    void SerializeState();
}
