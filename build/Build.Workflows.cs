using System;
using System.Collections.Generic;
using Pipeline.Components.Workflows;
using Pipeline.Workflows.Defining;

partial class Build : IConfigureWorkflows, IRehearseWorkflows, IRefreshActions
{
    /// <summary>The standard stages; tests install the servers that they are held against.</summary>
    public DeliverySettings Delivery => new()
    {
        AttestedImages = ["service", "ops"],
        ContainerTests = ["TestContainers"],
        Preparations = new Dictionary<Identifier, IReadOnlyList<string>> { ["test"] = ["PrepareTests"] },
        Staging = new() { Name = "staging", Login = CloudLogin.Aws, Connect = "aws eks update-kubeconfig --name agentkit-staging --alias staging" },
        Production = new() { Name = "production", Login = CloudLogin.Aws, Connect = "aws eks update-kubeconfig --name agentkit-production --alias production" },
    };
}
