using Nuke.Common.Execution;

namespace Nuke.Common;

/// <summary>Asks lists of targets for one that is named by its property.</summary>
public static class ExecutableTargetExtensions
{
    /// <summary>Whether <paramref name="target"/> is among <paramref name="targets"/>, e.g. <c>InvokedTargets.Contains(Publish)</c>.</summary>
    public static bool Contains(this IEnumerable<ExecutableTarget> targets, Target target) => targets.Any(x => x.Factory.Equals(target));

    /// <inheritdoc cref="Contains(IEnumerable{ExecutableTarget}, Target)" />
    public static bool Contains(this IEnumerable<ExecutableTarget> targets, Setup target) => targets.Any(x => x.Factory.Equals(target));

    /// <inheritdoc cref="Contains(IEnumerable{ExecutableTarget}, Target)" />
    public static bool Contains(this IEnumerable<ExecutableTarget> targets, Cleanup target) => targets.Any(x => x.Factory.Equals(target));
}
