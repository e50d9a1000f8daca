using Pipeline.Errors;

namespace Pipeline.Components;

/// <summary>Errors of the delivery components.</summary>
[ErrorCodes]
public static class ComponentErrors
{
    /// <summary>A report that a tool left can't be read.</summary>
    public static ErrorCode InvalidReport { get; } = new("PIPE2020", "A report can't be read",
        "A test result or coverage report is not what its name says: a run was killed while it was written, or another tool wrote it.",
        "Delete output/test-results and run the tests again.");

    /// <summary>The coverage gate failed.</summary>
    public static ErrorCode CoverageTooLow { get; } = new("PIPE2021", "The coverage gate failed",
        "Fewer lines or branches are covered by tests than the gate asks for.",
        "Add tests for what the report shows as uncovered, or change the gate in the build file, with a reason.");

    /// <summary>The tests failed.</summary>
    public static ErrorCode TestsFailed { get; } = new("PIPE2022", "Tests failed",
        "At least one test failed.",
        "The target's output names each one; the .trx files in output/test-results have the details.");

    /// <summary>An image was expected and is not there.</summary>
    public static ErrorCode NoImage { get; } = new("PIPE2023", "There is no image to deploy",
        "Manifests are pinned to an image's digest, and no image has been built.",
        "Run BuildImage first, or name the image with --image name@sha256:….");

    /// <summary>An environment's parameter file lacks something.</summary>
    public static ErrorCode EnvironmentIncomplete { get; } = new("PIPE2030", "An environment doesn't name what a target needs",
        "The environment's parameter file lacks an entry, or has one that isn't allowed there. A named environment never falls back to something else.",
        "Add or correct the entry that the message names in .nuke/parameters.ENVIRONMENT.json (docs/environments.md).");

    /// <summary>A target is only for rehearsals.</summary>
    public static ErrorCode NotARehearsal { get; } = new("PIPE2031", "The target is only for rehearsals",
        "It starts or stops embedded parts, which only the environment 'rehearsal' has.",
        "Leave --environment out.");

    /// <summary>The embedded server didn't start.</summary>
    public static ErrorCode ServerNotStarted { get; } = new("PIPE2032", "A server of the rehearsal didn't start",
        "It ended at once or didn't answer in time: its data is in use or damaged, or the machine has no memory left.",
        "Look at the log that the message names. `./build.sh Clean` deletes the rehearsal's data.");

    /// <summary>The command failed without saying why.</summary>
    public static ErrorCode MigrationCommandFailed { get; } = new("PIPE2033", "The migration command failed",
        "`pipeline migrate` ended with an exit code that means failure, and without an error of its own: it was killed, or could not start.",
        "Look at its output above, and run it again.");

    /// <summary>There is no migrations project.</summary>
    public static ErrorCode NoMigrationsProject { get; } = new("PIPE2034", "There is no migrations project",
        "The folder for migrations holds no project file, or several.",
        "Make one (docs/guides/migrations.md), or set MigrationsDirectory in the build.");

    /// <summary>What is deployed is newer.</summary>
    public static ErrorCode OlderCommit { get; } = new("PIPE2048", "A newer commit is deployed",
        "The deployed release was built from a commit that has this build's commit in its past: a later run overtook this one, or an old commit is checked out.",
        "Nothing, where a later run overtook this one; to go back, use Rollback; to deploy the older commit all the same, --allow-older.");

    /// <summary>The environment takes releases by promotion.</summary>
    public static ErrorCode FedByPromotion { get; } = new("PIPE2049", "The environment is fed by promotions",
        "The build's policy says that releases come to this environment from another one, tested, soaked and approved, and its schema changes with them; Deploy and Migrate ask for none of that.",
        "Promote the release; in an emergency --bypass-promotion --reason \"…\", which stays in the release's record, or in the schema's history.");

    /// <summary>Nobody knows which image has a release's migrations.</summary>
    public static ErrorCode NoOpsImage { get; } = new("PIPE2047", "There is no ops image for a release's migrations",
        "Migrations run as Jobs of the ops image in this environment, and the release's record doesn't name one: it was deployed by a build that made none, or before records named them.",
        "Deploy the release anew with a build that makes the image (IBuildOpsImage), or migrate from the build machine (Database.MigratedFrom).");

    /// <summary>The rehearsal doesn't know its namespace.</summary>
    public static ErrorCode NoNamespace { get; } = new("PIPE2035", "The rehearsal's overlay brings no Namespace",
        "Releases are recorded in the namespace that the overlay brings, and it brings none, or several.",
        "Add one Namespace to k8s/base; the overlay's `namespace` renames it.");

    /// <summary>Checks of an environment failed.</summary>
    public static ErrorCode EnvironmentUnfit { get; } = new("PIPE2036", "An environment lacks something",
        "A check of Doctor failed: a right, a Secret, an add-on of the cluster, or the cluster itself is missing or another one.",
        "Do what the output says beside each failed check, and run Doctor again.");

    /// <summary>An embedded server runs and doesn't answer.</summary>
    public static ErrorCode ServerSilent { get; } = new("PIPE2037", "A server of the rehearsal doesn't answer",
        "Its process runs, but gave no answer for half a minute: the machine is very busy, or the process hangs.",
        "Look at its log; ./build.sh Down stops it, and the next target starts it anew with its data.");

    /// <summary>Where to go isn't a number.</summary>
    public static ErrorCode InvalidDestination { get; } = new("PIPE2042", "The destination isn't a number",
        "--to is a migration's version or a release's number for this target, and an object store's URI for MoveFiles only.",
        "Give a number, as in --to 41.");

    /// <summary>Nothing is deployed that could be worked with.</summary>
    public static ErrorCode NothingDeployed { get; } = new("PIPE2043", "Nothing is deployed",
        "The environment's cluster has no deployed release of the application.",
        "Deploy first.");

    /// <summary>The smoke test failed.</summary>
    public static ErrorCode SmokeTestFailed { get; } = new("PIPE2044", "The smoke test failed",
        "The release is deployed and ready, but doesn't answer requests from outside as the build's checks ask.",
        "See the pods' logs and the way from outside (ingress, DNS, certificate); go back with Rollback.");

    /// <summary>A promotion isn't told what to promote.</summary>
    public static ErrorCode PromotionUnclear { get; } = new("PIPE2045", "It isn't said what to promote",
        "A named environment takes a release only by its number and by the hash of the plan that was approved; and only where the build's policy feeds that environment.",
        "Make the plan with PlanRelease --release N, have it approved, and give Promote its hash.");

    /// <summary>The rehearsal's bad release stayed.</summary>
    public static ErrorCode BadReleaseStayed { get; } = new("PIPE2046", "A bad release wasn't taken back",
        "The rehearsal deploys a release that can't start, to see that it is taken back by itself; it wasn't, or what came back doesn't work.",
        "See the output above for what became of it; with --no-rollback nothing is taken back.");
}
