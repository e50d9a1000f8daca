using Pipeline.Components.Workflows;

namespace Pipeline.Components.Tests.Workflows;

public sealed class WorkflowRunTests
{
    [Fact]
    public void An_output_has_one_line_so_that_a_value_cannot_bring_others_in() =>
        Assert.Throws<ArgumentException>(() => WorkflowRun.Output("release", "41\nplan-hash=forged"));
}
