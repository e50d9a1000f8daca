using System.Collections.Generic;
using Pipeline.Configuration.Drift;
using Pipeline.Configuration.Generating;

/// <summary>What is made of the service's settings, and what may differ from them, each with its reason.</summary>
public static class ServiceEnvironment
{
    public static GenerationOptions Generation { get; } = new()
    {
        Workload = "agentkit-server",
        SecretName = "agentkit-secrets",
        SecretsDocument = "docs/SECRETS_MANAGEMENT.md",
        LeftOut = new Dictionary<string, string> { ["AGENTKIT_COMMIT"] = "the image sets it" },
    };

    public static IReadOnlyList<LibraryVariable> LibraryVariables { get; } =
    [
        new("DOTNET_", "the .NET runtime: learn.microsoft.com/dotnet/core/runtime-config"),
    ];

    public static IReadOnlyList<AllowedRead> AllowedReads { get; } =
    [
        new("src/AgentKit.Server/Program.cs", "the service's edge: it hands all variables to the catalogue"),
        new("src/Nuke.Common/", "NUKE's API: it gives a build the machine's variables"),
        new("src/Pipeline.Engine/Caching/TargetCacheOptions.cs", "the build program: variables that a target's cache key depends on, by name"),
        new("src/Pipeline.Components/Environments/", "the build program: the variable that an environment's file names for a password"),
        new("src/Pipeline.Components/Files/IMoveFiles.cs", "the build program: credentials of the two stores, MOVE_FROM_… and MOVE_TO_…"),
        new("src/Pipeline.Components/Images/ImageMachine.cs", "the build program: Docker's own variables, the workflow's address, and what scanner and audit are handed a selection of"),
        new("src/Pipeline.Components/Images/CommitTime.cs", "the build program: reproducible-builds.org") { Variables = ["SOURCE_DATE_EPOCH"] },
        new("src/Pipeline.Components/Promoting/GitHubApprovals.cs", "the build program: GitHub's API, the run that this is a job of, who started it, and the token to ask who approved it"),
        new("src/Pipeline.Components/Promoting/WorkflowFile.cs", "the build program: which workflow runs it") { Variables = ["GITHUB_WORKFLOW_REF"] },
        new("src/Pipeline.Components/Workflows/IRefreshActions.cs", "the build program: GitHub's API, and the token of a run for it") { Variables = ["GITHUB_API_URL", "GITHUB_TOKEN"] },
        new("src/Pipeline.Components/Workflows/IRehearseWorkflows.cs", "the build program: a rehearsed job has the variables of this machine"),
        new("src/Pipeline.Components/Workflows/WorkflowRun.cs", "the build program: GitHub's files for a job's summary and a step's outputs"),
        new("src/Pipeline.Components/Releases/RunOrigin.cs", "the build program: who started it, and where"),
        new("src/Pipeline.Components/Targets/SharedCacheAttribute.cs", "the build program: where the shared cache is") { Variables = ["PIPELINE_CACHE"] },
        new("src/Pipeline.Components/Targets/TargetColors.cs", "the build program: no-color.org, and colours in a workflow's log") { Variables = ["NO_COLOR", "GITHUB_ACTIONS"] },
        new("src/Pipeline.Secrets/Opening/SecretStoreOptions.cs", "a default for programs without a catalogue: an address names the variable of a credential. The service hands its own variables over"),
        new("src/Pipeline.Cli/Program.cs", "the pipeline command's edge: it has options and variables of its own"),
        new("src/Pipeline.Embedded.MongoDB/Program.cs", "the embedded server's edge"),
        new("src/Pipeline.Embedded.Kubernetes/Running/Processes/HostTools.cs", "the embedded cluster: programs of the machine that pods run with") { Variables = ["PATH", "DOTNET_ROOT"] },
    ];
}
