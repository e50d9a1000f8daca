using System;
using System.Collections.Generic;
using Pipeline.Components.Workflows;
using Pipeline.Workflows.Defining;

partial class Build : IConfigureWorkflows, IRehearseWorkflows, IRefreshActions
{
    /// <summary>The stages are those whose targets this build has; tests install the servers that they are held against.</summary>
    public DeliverySettings Delivery => new()
    {
        ContainerTests = ["TestContainers"],
        Preparations = new Dictionary<Identifier, IReadOnlyList<string>> { ["test"] = ["PrepareTests"] },
        GoesToProduction = false,
        Stages =
        [
            new() { Id = "compile", Targets = ["Compile"], OnPullRequests = true, UsesCache = true },
            new() { Id = "test", Targets = ["Test"], OnPullRequests = true, UsesCache = true, WithHistory = true, After = ["compile"], Timeout = TimeSpan.FromMinutes(60), Keeps = ["output/test-results"] },
            new() { Id = "gates", Targets = ["CheckCoverage", "ValidateManifests", "CheckEnvironment"], OnPullRequests = true, UsesCache = true },
            new() { Id = "image", Targets = ["BuildImage"], After = ["gates"], Keeps = ["output/images"] },
        ],
    };
}
