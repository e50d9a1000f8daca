using Pipeline.Errors;

namespace Pipeline.Components.Workflows;

/// <summary>Errors of generated workflows.</summary>
[ErrorCodes]
public static class WorkflowComponentErrors
{
    /// <summary>Targets that workflows run and the build lacks.</summary>
    public static ErrorCode MissingTargets { get; } = new("PIPE2100", "A workflow runs targets that the build doesn't have",
        "[DeliveryWorkflows] generates jobs that run targets of components (IScanImage, ISignImage, IPromote …), and the build doesn't implement them.",
        "Implement the components, or change the stages (IConfigureWorkflows.Delivery) or the attribute's Files; docs/guides/workflows.md has the list.");

    /// <summary>Stages that contradict each other.</summary>
    public static ErrorCode InvalidStages { get; } = new("PIPE2101", "The stages of the delivery contradict each other",
        "A target is in two stages, a stage takes files from one that comes later or leaves none, or a partitioned target isn't alone.",
        "Correct IConfigureWorkflows.Delivery in the build; the message names the stages.");

    /// <summary>A generated workflow that our own checks find fault with.</summary>
    public static ErrorCode UnsafeWorkflow { get; } = new("PIPE2102", "A generated workflow isn't safe",
        "The stages' settings lead to a workflow in which WorkflowChecks finds something.",
        "Change what the message names in IConfigureWorkflows.Delivery.");

    /// <summary>There is no workflow to rehearse.</summary>
    public static ErrorCode NoWorkflow { get; } = new("PIPE2103", "There is no workflow to rehearse",
        "The file of the workflow isn't there.",
        "Put [DeliveryWorkflows] on the build and run ./build.sh --generate-configuration.");
}
