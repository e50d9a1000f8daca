using Nuke.Common.IO;

namespace Nuke.Components;

/// <summary>The build writes reports for people.</summary>
public interface IHazReports : IHazArtifacts
{
    /// <summary>Where they are. Default <c>reports</c> among the artifacts.</summary>
    AbsolutePath ReportDirectory => ArtifactsDirectory / "reports";
}
