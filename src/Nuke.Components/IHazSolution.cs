using Nuke.Common;
using Nuke.Common.ProjectModel;

namespace Nuke.Components;

/// <summary>The build has a solution.</summary>
public interface IHazSolution : INukeBuild
{
    /// <summary>The solution named by the parameter <c>Solution</c>, usually in <c>.nuke/parameters.json</c>.</summary>
    [Solution, Required]
    Solution Solution => TryGetValue(() => Solution)!;
}
