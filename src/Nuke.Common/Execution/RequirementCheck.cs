using Nuke.Common.Tooling;
using Pipeline.Engine.Parameters;
using Pipeline.Engine.Planning;
using Pipeline.Engine.Targets;
using Pipeline.Errors;

namespace Nuke.Common.Execution;

/// <summary>Checks what the planned targets require, before anything runs: all that is missing is reported, or asked for, at once.</summary>
internal sealed class RequirementCheck(Plan plan, BuildTargets targets, NukeBuild build, ParameterValues values)
{
    private readonly HashSet<string> _missingParameters = [];
    private readonly List<string> _problems = [];

    public ParameterValues Complete(IParameterPrompt? prompt)
    {
        foreach (var target in plan.Targets)
        {
            if (target.SkipReason is not null)
                continue;
            foreach (var requirement in targets.RequirementsOf(target.Name))
                Check(target.Name, requirement);
        }

        if (_problems.Count > 0)
            throw new PipelineException(TargetErrors.RequirementNotMet, string.Join(Environment.NewLine, _problems)) { ExitCode = 2 };
        var completed = values.Complete(_missingParameters, prompt);
        // Not again without need: a build may have changed members since they got their values.
        if (!completed.All.SequenceEqual(values.All))
            build.Values.InjectParameters(completed);
        return completed;
    }

    private void Check(string target, Requirement requirement)
    {
        if (requirement.Tool is { } tool)
        {
            if (ToolRequirementCheck.Problem(tool, requirement.Version) is { } problem)
                _problems.Add($"Target '{target}' lacks a tool: {problem}.");
        }
        else if (!requirement.IsMet())
        {
            if (requirement.Member is { } member && BuildValues.ParameterNameOf(member) is { } parameter)
                _missingParameters.Add(parameter);
            else if (requirement.Member is { } other && requirement.Expression!.ReturnType != typeof(bool))
                _problems.Add($"Target '{target}' needs '{other.Name}', which has no value: {build.Values.WhyWithout(other)}");
            else
                _problems.Add($"Target '{target}' can't run: its requirement '{requirement}' doesn't hold.");
        }
    }
}
