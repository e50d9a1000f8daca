using Pipeline.Errors;

namespace Pipeline.Engine.Targets;

/// <summary>A condition with the words that explain a skip.</summary>
/// <param name="Text">The condition as written, e.g. <c>IsServerBuild</c>.</param>
/// <param name="IsMet">Decides it.</param>
public sealed record TargetCondition(string Text, Func<bool> IsMet)
{
    internal bool IsMetFor(string target, Func<TargetCondition, bool>? decide = null)
    {
        try
        {
            return decide is null ? IsMet() : decide(this);
        }
        catch (Exception exception) when (exception is not (PipelineException or OperationCanceledException))
        {
            throw new PipelineException(TargetErrors.ConditionFailed, $"Target '{target}': its condition '{Text}' threw {exception.GetType().Name}: {exception.Message} Correct it so that it answers true or false.", exception);
        }
    }
}
