using Pipeline.Workflows.Defining;

namespace Pipeline.Components.Workflows;

/// <summary>What <see cref="DeliveryWorkflowsAttribute"/> generates from. The defaults fit a build with all components.</summary>
public sealed record DeliverySettings
{
    /// <summary>The branch that is delivered. Default <c>main</c>.</summary>
    public string MainBranch { get; init; } = "main";

    /// <summary>Where pushes to the main branch are deployed.</summary>
    public DeliveryEnvironment Staging { get; init; } = new() { Name = "staging" };

    /// <summary>Where releases are promoted to, by approval.</summary>
    public DeliveryEnvironment Production { get; init; } = new() { Name = "production" };

    /// <summary>How jobs sign in to the registry that images go to. Default GitHub's, with the run's own token.</summary>
    public RegistryLogin Registry { get; init; } = RegistryLogin.GitHub;

    /// <summary>Images that GitHub attests besides: <c>service</c>, and <c>ops</c> where the build makes the image for Jobs. Default the service's.</summary>
    public IReadOnlyList<string> AttestedImages { get; init; } = ["service"];

    /// <summary>The machine of all jobs but those of other systems.</summary>
    public Runner Runner { get; init; } = Runner.Ubuntu2404;

    /// <summary>Systems besides it that the build is tried on, in <c>integration.yml</c>.</summary>
    public IReadOnlyList<Runner> OtherSystems { get; init; } = [Runner.Windows2025, Runner.MacOs15];

    /// <summary>Targets that run in containers of real servers, in <c>integration.yml</c>.</summary>
    public IReadOnlyList<string> ContainerTests { get; init; } = [];

    /// <summary>What compiles everything: on other systems, and for CodeQL.</summary>
    public string Compile { get; init; } = "Compile";

    /// <summary>Targets that are run before those of a stage in the same job: what tests need to be installed.</summary>
    public IReadOnlyDictionary<Identifier, IReadOnlyList<string>> Preparations { get; init; } = new Dictionary<Identifier, IReadOnlyList<string>>();

    /// <summary>When <c>security.yml</c> runs by itself. Default Mondays at 4:20 UTC.</summary>
    public Schedule SecuritySchedule { get; init; } = Schedule.Weekly(DayOfWeek.Monday, new TimeOnly(4, 20));

    /// <summary>Environment variables of every workflow.</summary>
    public IReadOnlyDictionary<VariableName, WorkflowValue> Variables { get; init; } = new Dictionary<VariableName, WorkflowValue> { ["DOTNET_NOLOGO"] = "true", ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "true" };

    /// <summary>Files whose content is the key of the build's cache, as globs.</summary>
    public IReadOnlyList<string> CacheKey { get; init; } = ["global.json", "Directory.*.props", "**/*.csproj", "**/packages.lock.json", "**/*.cs"];

    /// <summary>What is kept between runs where a stage uses the cache.</summary>
    public IReadOnlyList<string> CachePaths { get; init; } = [".nuke/temp/cache", "~/.nuget/packages"];

    /// <summary>The folder of evidence, which every stage hands over. Default <c>output/evidence</c>.</summary>
    public string EvidenceFolder { get; init; } = "output/evidence";

    /// <summary>The folder that scans write their SARIF files to. Default <c>output/scan</c>.</summary>
    public string ScanFolder { get; init; } = "output/scan";

    /// <summary>The folder that the audit of packages writes its SARIF files to. Default <c>output/audit</c>.</summary>
    public string AuditFolder { get; init; } = "output/audit";

    /// <summary>The stages of <c>ci-cd.yml</c> up to staging, in order. Default: compile, test, gates; image, scan, sign, staging on the main branch.</summary>
    public IReadOnlyList<DeliveryStage>? Stages { get; init; }

    /// <summary>Whether jobs that change production may read who approved them: for policies that ask for approvals. Default: whether the build's policy does.</summary>
    public bool? ReadsApprovals { get; init; }

    /// <summary>Whether <c>ci-cd.yml</c> goes on to production after staging. Default true.</summary>
    public bool GoesToProduction { get; init; } = true;

    internal IReadOnlyList<DeliveryStage> StagesOrDefault => Stages ?? StandardStages(this);

    /// <summary>The default stages, to begin with when they are changed.</summary>
    public static IReadOnlyList<DeliveryStage> StandardStages(DeliverySettings settings) =>
    [
        new() { Id = "compile", Targets = ["Compile"], OnPullRequests = true, UsesCache = true },
        new() { Id = "test", Targets = ["Test"], OnPullRequests = true, UsesCache = true, WithHistory = true, After = ["compile"], Timeout = TimeSpan.FromMinutes(60), Keeps = ["output/test-results"] },
        new() { Id = "gates", Targets = ["CheckCoverage", "ValidateManifests", "CheckEnvironment"], OnPullRequests = true, UsesCache = true },
        new() { Id = "image", Targets = ["BuildImage", "Sbom"], After = ["gates"], Keeps = ["output/images"] },
        new() { Id = "scan", Targets = ["ScanImage", "Audit"], Keeps = [settings.ScanFolder, settings.AuditFolder] },
        new()
        {
            Id = "sign",
            // What can't be verified now could not be promoted later: it isn't pushed.
            Targets = ["SignImage", "VerifyRelease", "PushImage"],
            Takes = ["test", "gates", "image", "scan"],
            Keeps = ["output/images", "output/release"],
            Environment = settings.Staging,
            ChangesEnvironment = false,
            Permissions = new Permissions { Contents = Access.Read, Packages = Access.Write, IdToken = IdentityToken.Write, Attestations = Access.Write },
            UsesRegistry = true,
            Attests = settings.AttestedImages,
        },
        new()
        {
            Id = "staging",
            Targets = ["Migrate", "Deploy", "SmokeTest"],
            Takes = ["test", "gates", "image", "scan", "sign"],
            Repeats = ["ValidateManifests"],
            Environment = settings.Staging,
            Permissions = new Permissions { Contents = Access.Read, Packages = Access.Read, IdToken = IdentityToken.Write },
            UsesRegistry = true,
            Outputs = ["release"],
        },
    ];
}
