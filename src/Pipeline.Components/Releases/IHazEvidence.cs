using Nuke.Common.IO;
using Nuke.Components;
using Pipeline.Releases.Proving;

namespace Pipeline.Components.Releases;

/// <summary>Where the stages of a delivery leave their evidence, a file each.</summary>
public interface IHazEvidence : IHazArtifacts
{
    /// <summary>The folder.</summary>
    AbsolutePath EvidenceDirectory => ArtifactsDirectory / "evidence";

    internal sealed EvidenceFolder Evidence => new(EvidenceDirectory!);
}
