using Nuke.Common.Tooling;

namespace Nuke.Common.Tools.DotNet;

/// <summary>Gives dotnet commands the build's verbosity where they have none of their own.</summary>
public class DotNetVerbosityMappingAttribute : VerbosityMappingAttribute
{
    /// <summary>quiet → quiet, minimal → minimal, normal → minimal, verbose → detailed.</summary>
    public DotNetVerbosityMappingAttribute()
        : base(typeof(DotNetVerbosity))
    {
        Quiet = nameof(DotNetVerbosity.quiet);
        Minimal = nameof(DotNetVerbosity.minimal);
        Normal = nameof(DotNetVerbosity.minimal);
        Verbose = nameof(DotNetVerbosity.detailed);
    }
}
