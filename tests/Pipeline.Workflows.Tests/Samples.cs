using Pipeline.Workflows.Actions;
using Pipeline.Workflows.Defining;

namespace Pipeline.Workflows.Tests;

/// <summary>Workflows to begin with.</summary>
internal static class Samples
{
    public static ActionLock Lock { get; } = ActionLock.Default;

    public static Job Job(string id, params IReadOnlyList<Step> steps) => new()
    {
        Id = id,
        RunsOn = Runner.Ubuntu2404,
        Timeout = TimeSpan.FromMinutes(10),
        Permissions = Permissions.Checkout,
        Steps = steps.Count > 0 ? steps : [new CheckoutStep(Lock), new RunStep { Command = "./build.sh" }],
    };

    public static EnvironmentJob Deployment(string id, params IReadOnlyList<EnvironmentStep> steps) => new()
    {
        Id = id,
        RunsOn = Runner.Ubuntu2404,
        Timeout = TimeSpan.FromMinutes(10),
        Permissions = new Permissions { Contents = Access.Read, IdToken = IdentityToken.Write },
        Environment = new DeploymentEnvironment { Name = "production" },
        Steps = steps.Count > 0 ? steps : [new RunStep { Command = "./build.sh Deploy" }],
    };

    public static Workflow Workflow(params IReadOnlyList<JobDefinition> jobs) => new()
    {
        Name = "sample",
        On = new Triggers { PushBranches = ["main"] },
        Concurrency = Concurrency.ForEachPullRequest,
        Jobs = jobs,
    };

    /// <summary>A workflow in which nothing is wrong; what a test replaces makes it hostile.</summary>
    public const string Clean = """
        name: clean
        on:
          push:
            branches: [main]
          pull_request:
        permissions: {}
        concurrency:
          group: clean-${{ github.ref }}
        jobs:
          build:
            runs-on: ubuntu-24.04
            timeout-minutes: 5
            permissions:
              contents: read
            steps:
              - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
                with:
                  persist-credentials: false
              - env:
                  TITLE: ${{ github.event.pull_request.title }}
                run: echo "$TITLE"

        """;
}
