using Nuke.Common.Tooling;

namespace Nuke.Common.Tools.MSBuild;

/// <summary>Gives MSBuild the build's verbosity where it has none of its own.</summary>
public class MSBuildVerbosityMappingAttribute : VerbosityMappingAttribute
{
    /// <summary>quiet → Quiet, minimal → Minimal, normal → Minimal, verbose → Detailed.</summary>
    public MSBuildVerbosityMappingAttribute()
        : base(typeof(MSBuildVerbosity))
    {
        Quiet = nameof(MSBuildVerbosity.Quiet);
        Minimal = nameof(MSBuildVerbosity.Minimal);
        Normal = nameof(MSBuildVerbosity.Minimal);
        Verbose = nameof(MSBuildVerbosity.Detailed);
    }
}
