using Pipeline.Kubernetes.Diffing;
using Pipeline.Kubernetes.Planning;

namespace Pipeline.Kubernetes.Tests.Planning;

public sealed class PlanTextTests
{
    private static PlannedObject Item(PlannedAction action, string name, string? note = null, params FieldChange[] changes) =>
        new() { Reference = new ObjectReference("v1", "ConfigMap", "n", name), Action = action, Note = note, Changes = changes };

    [Fact]
    public void A_plan_reads_object_by_object_and_field_by_field()
    {
        var plan = new DeployPlan
        {
            Application = "web",
            Namespace = "n",
            ClusterUid = "c",
            Number = 4,
            CurrentNumber = 3,
            Timeout = TimeSpan.FromMinutes(1),
            Objects =
            [
                Item(PlannedAction.Create, "new", null, new FieldChange(FieldChangeKind.Added, "data.a", null, "\"1\"")),
                Item(PlannedAction.Change, "changed", null, new FieldChange(FieldChangeKind.Changed, "data.a", "\"1\"", "\"2\""), new FieldChange(FieldChangeKind.Removed, "data.b", "\"x\"", null), new FieldChange(FieldChangeKind.Changed, "data.file", "\"a\\nb\\nc\"", "\"a\\nB\\nc\"")),
                Item(PlannedAction.Unchanged, "same"),
                Item(PlannedAction.Replace, "again", "a field that can't be changed does"),
                Item(PlannedAction.Prune, "gone"),
                Item(PlannedAction.Keep, "kept", "annotated pipeline/keep"),
            ],
            Conflicts = [new FieldConflict(new ObjectReference("v1", "ConfigMap", "n", "changed"), ".data.a", "kubectl")],
            Warnings = ["ConfigMap/n/new: careful"],
        };

        Assert.Equal(
            [
                "Heading|Release web 4 in n (now 3)",
                "Added|+ ConfigMap/n/new",
                "Added|    + data.a: \"1\"",
                "Changed|~ ConfigMap/n/changed",
                "Changed|    ~ data.a: \"1\" -> \"2\"",
                "Removed|    - data.b: \"x\"",
                "Changed|    ~ data.file:",
                "Kept|         a",
                "Removed|        -b",
                "Added|        +B",
                "Kept|         c",
                "Changed|-/+ ConfigMap/n/again (a field that can't be changed does)",
                "Removed|- ConfigMap/n/gone",
                "Kept|= ConfigMap/n/kept (annotated pipeline/keep)",
                "Conflict|! ConfigMap/n/changed .data.a belongs to kubectl",
                "Warning|warning: ConfigMap/n/new: careful",
                "Summary|1 to create, 1 to change, 1 to replace, 1 to prune, 1 kept, 1 unchanged",
                $"Summary|plan {plan.Hash}",
            ],
            PlanText.Lines(plan).Select(x => $"{x.Kind}|{x.Text}"));
    }
}
