using Pipeline.Errors;

namespace Pipeline.Releases;

/// <summary>Errors of releases: evidence, plans, promotion.</summary>
[ErrorCodes]
public static class ReleaseErrors
{
    /// <summary>PIPE9701.</summary>
    public static readonly ErrorCode UnreadableEvidence = new(
        "PIPE9701",
        "Evidence can't be used",
        "A record of evidence isn't JSON of the right form, or was changed after it was made.",
        "Run the stage that leaves it again; evidence isn't edited by hand.");

    /// <summary>PIPE9702.</summary>
    public static readonly ErrorCode PolicyNotMet = new(
        "PIPE9702",
        "The promotion policy isn't met",
        "Evidence is missing or too old, the release hasn't been in the earlier environment long enough, or changes are frozen.",
        "See each check that failed; produce what is missing, wait, or override a freeze with a reason.");

    /// <summary>PIPE9703.</summary>
    public static readonly ErrorCode PlanMoved = new(
        "PIPE9703",
        "The release plan is no longer the one that was approved",
        "Since the plan was made, the cluster, the database, the configuration, a secret, the image or the workflow changed.",
        "Look at what moved, make the plan again, and have that approved.");

    /// <summary>PIPE9704.</summary>
    public static readonly ErrorCode UnreadablePlan = new(
        "PIPE9704",
        "A saved release plan can't be used",
        "The file isn't a release plan, or was changed after it was saved.",
        "Make the plan again with PlanRelease.");

    /// <summary>PIPE9705.</summary>
    public static readonly ErrorCode NoSuchRelease = new(
        "PIPE9705",
        "There is no such release to promote",
        "The environment that feeds this one has no deployed release with the number.",
        "See its releases with ./build.sh Releases, and choose one that is deployed there.");

    /// <summary>PIPE9706.</summary>
    public static readonly ErrorCode UnfinishedPromotion = new(
        "PIPE9706",
        "Another promotion isn't finished",
        "A promotion or rollback was interrupted, and a different one was asked for.",
        "Run the interrupted one again: it ends either promoted or rolled back. Then ask again.");

    /// <summary>PIPE9707.</summary>
    public static readonly ErrorCode PromotionFailed = new(
        "PIPE9707",
        "The promotion failed",
        "A step failed; what had been done was taken back as far as the message says.",
        "See the step's own message; correct it and promote again.");

    /// <summary>PIPE9708.</summary>
    public static readonly ErrorCode PersonNeeded = new(
        "PIPE9708",
        "A person must decide about the schema",
        "The release to go back to can't run with the database's schema, and the migrations in between can't all be taken back.",
        "Restore a backup or repair the data by the runbook, knowing which writes are lost; then go on.");

    /// <summary>PIPE9709.</summary>
    public static readonly ErrorCode SchemaStillNeeded = new(
        "PIPE9709",
        "The contract phase must wait",
        "A release that one may still go back to needs what the contract phase removes.",
        "Wait until it is out of the time in which releases may be taken back, then run FinishRelease again.");

    /// <summary>PIPE9710.</summary>
    public static readonly ErrorCode InvalidPolicy = new(
        "PIPE9710",
        "The promotion policy is declared wrongly",
        "The policy in the build lacks an environment, or holds what can't be.",
        "Correct the declaration that the message names.");

    /// <summary>PIPE9711.</summary>
    public static readonly ErrorCode EarlierBroken = new(
        "PIPE9711",
        "The earlier release is back and doesn't work",
        "Going back to an earlier release ended with a smoke test that failed: the fault isn't in the release that was taken back, or not in it alone.",
        "Look at what both releases share: the database, secrets, the way from outside; then go back further or forward.");
}
