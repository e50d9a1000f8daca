using Nuke.Common.Execution;

namespace Nuke.Common.IO;

/// <summary>On a build class: whether patterns tell upper from lower case.</summary>
/// <param name="caseSensitivity">What <see cref="Globbing.GlobbingCaseSensitivity"/> becomes.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class GlobbingOptionsAttribute(GlobbingCaseSensitivity caseSensitivity) : BuildExtensionAttributeBase, IOnBuildCreated
{
    /// <inheritdoc />
    public void OnBuildCreated(IReadOnlyCollection<ExecutableTarget> executableTargets) => Globbing.GlobbingCaseSensitivity = caseSensitivity;
}
