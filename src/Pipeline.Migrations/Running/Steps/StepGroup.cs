using Pipeline.Migrations.Planning;

namespace Pipeline.Migrations.Running.Steps;

/// <summary>Neighbouring steps that are carried out together.</summary>
internal static class StepGroup
{
    private const int Most = 100;

    /// <summary>How many steps from this one on can join each other; 1 for a step by itself.</summary>
    public static int Length(IReadOnlyList<SelectedStep> steps, int from, Func<SelectedStep, bool> canJoin)
    {
        var length = 0;
        while (from + length < steps.Count && length < Most && canJoin(steps[from + length]))
            length++;
        return Math.Max(length, 1);
    }
}
