using Nuke.Common;

namespace Pipeline.Components.Workflows;

/// <summary>A build that says more about its workflows than <see cref="DeliveryWorkflowsAttribute"/> can.</summary>
public interface IConfigureWorkflows : INukeBuild
{
    /// <summary>What the workflows are generated from.</summary>
    DeliverySettings Delivery => new();
}
