using Nuke.Common;

namespace Pipeline.Components.Environments;

/// <summary>Targets that go to a version of the schema, or back to a release.</summary>
public interface IHazDestination : INukeBuild
{
    /// <summary>The schema's version or the release's number.</summary>
    [CommandLineParameter("Where to go: a migration's version (0 is before the first), or for Rollback a release's number.")]
    long? To => TryGetValue<long?>(() => To);
}
