using Nuke.Common.IO;

namespace Nuke.Common.CI;

/// <summary>What became of one generated file.</summary>
/// <param name="Id">The configuration.</param>
/// <param name="File">Its file.</param>
/// <param name="State">Whether it was as it is to be.</param>
/// <param name="Difference">The first line that differs, for a file that has drifted.</param>
internal sealed record GeneratedConfiguration(string Id, AbsolutePath File, ConfigurationState State, string? Difference = null);

/// <summary>A generated file's state.</summary>
internal enum ConfigurationState
{
    UpToDate,
    Written,
    Drifted,
}
