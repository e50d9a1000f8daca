using Pipeline.Engine.CommandLine;
using Pipeline.Engine.Parameters;
using Pipeline.Engine.Planning;

namespace Nuke.Common.Execution;

/// <summary>Requests that are answered without running anything.</summary>
internal static class BuildRequests
{
    /// <summary>The exit code if it was such a request, or null.</summary>
    public static int? TryAnswer(NukeBuild build, BuildTargets targets, ParameterValues values, BuildEdge edge)
    {
        var engine = values.Engine;
        if (engine.List)
        {
            foreach (var target in targets.Definitions)
            {
                if (target.Listed)
                    edge.Out.WriteLine(target.Name);
            }

            return 0;
        }

        return null;
    }

    public static int ShowPlan(Plan plan, EngineOptions engine, BuildEdge edge)
    {
        return 0;
    }
}
