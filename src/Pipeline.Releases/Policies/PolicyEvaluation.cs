using System.Globalization;
using Pipeline.Kubernetes.Recording;
using Pipeline.Releases.Proving;

namespace Pipeline.Releases.Policies;

/// <summary>Holds a promotion against its policy. Pure: the same facts give the same verdict.</summary>
public static class PolicyEvaluation
{
    /// <summary>Judges every condition, also after one that fails, so that a person sees all at once.</summary>
    public static PolicyVerdict Evaluate(PromotionPolicy policy, PromotionFacts facts)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(facts);
        return new PolicyVerdict(policy.Name,
        [
            Deployed(policy, facts),
            .. policy.Soak > TimeSpan.Zero ? new[] { Soaked(policy, facts) } : [],
            Base(policy, facts),
            .. Signatures(policy, facts.Images) is { } signed ? new[] { signed } : [],
            .. SignedEvidence.Judge(policy, facts) is { } held ? new[] { held } : [],
            .. policy.Demands.Select(x => Demanded(x, policy, facts)),
            Migrations(facts),
            .. facts.CanSmokeTest ? [] : new[] { Untested(policy) },
            .. policy.Freezes.Length > 0 ? new[] { Frozen(policy, facts) } : [],
            .. policy.Approvals > 0 ? new[] { Approved(policy, facts) } : [],
        ]) { IsHotfix = policy.IsHotfix, AllowsNoSmokeTest = policy.AllowsNoSmokeTest };
    }

    private static PolicyCheck Deployed(PromotionPolicy policy, PromotionFacts facts)
    {
        var name = $"Deployed in {policy.Source}";
        return facts.Source switch
        {
            { State: ReleaseState.Deployed } release => new(name, CheckState.Passed, $"Release {release.Number} is deployed there since {release.DeployedAt:u}."),
            { State: ReleaseState.Superseded, DeployedAt: not null } release => facts.Evidence.Find(Evidence.SmokeTest, policy.Source) is { Result: EvidenceResult.Passed }
                ? new(name, CheckState.Passed, $"Release {release.Number} was deployed there from {release.DeployedAt:u}, passed its smoke test, and gave way to a later one at {release.ChangedAt:u}.")
                : new(name, CheckState.Failed, $"Release {release.Number} gave way there to a later one before its smoke test passed.", $"Promote the release that is deployed in {policy.Source}."),
            { } release => new(name, CheckState.Failed, $"Release {release.Number} is {release.State.ToString().ToLowerInvariant()} there{(release.Reason is null ? "" : $" ({release.Reason})")}.", $"Promote the release that is deployed in {policy.Source}, or deploy this one there again."),
            null => new(name, CheckState.Failed, "The release isn't known there.", $"Deploy it to {policy.Source} first."),
        };
    }

    private static PolicyCheck Soaked(PromotionPolicy policy, PromotionFacts facts)
    {
        var name = $"{Spell(policy.Soak)} in {policy.Source}";
        if (facts.Source?.DeployedAt is not { } since)
            return new(name, CheckState.Failed, "It was never ready there.", $"Deploy it to {policy.Source} first.");
        // One that gave way to a later release isn't soaking any more.
        var isOver = facts.Source.State != ReleaseState.Deployed;
        var soaked = (isOver ? facts.Source.ChangedAt : facts.Now) - since;
        if (isOver)
        {
            return soaked >= policy.Soak
                ? new(name, CheckState.Passed, $"It was ready there for {Spell(soaked)}.")
                : new(name, CheckState.Failed, $"It was ready there for {Spell(soaked < TimeSpan.Zero ? TimeSpan.Zero : soaked)} only.", $"Promote one that stays in {policy.Source} for as long.");
        }

        return soaked >= policy.Soak
            ? new(name, CheckState.Passed, $"It has been ready there for {Spell(soaked)}.")
            : new(name, CheckState.Failed, $"It has been ready there for {Spell(soaked < TimeSpan.Zero ? TimeSpan.Zero : soaked)}.", string.Create(CultureInfo.InvariantCulture, $"Wait until {since + policy.Soak:u}."));
    }

    private static PolicyCheck Base(PromotionPolicy policy, PromotionFacts facts)
    {
        const string Name = "Image with a base";
        return facts.ImageHasBase switch
        {
            true => new(Name, CheckState.Passed, "The image has its base."),
            false when policy.AllowsImageWithoutBase => new(Name, CheckState.NotDone, "The image is the application layer alone; a rehearsal may use it."),
            false => new(Name, CheckState.Failed, "The image is the application layer alone, which was made for rehearsals.", "Build it with --base-image, and deploy that."),
            null when policy.AllowsImageWithoutBase => new(Name, CheckState.NotDone, "Nobody recorded whether the image has a base."),
            null => new(Name, CheckState.Failed, "Nobody recorded whether the image has a base.", "Build and deploy it with this pipeline, which records it."),
        };
    }

    /// <summary>
    /// What a policy says to images as they were verified now; null where it asks for no signatures and none is refused. A record that something was signed
    /// is no signature.
    /// </summary>
    public static PolicyCheck? Signatures(PromotionPolicy policy, IReadOnlyList<ImageSignature> images)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(images);
        const string Name = "Signatures hold";
        const string Next = "Promote an image that was signed with a trusted key, as it was signed (docs/guides/signing.md): SignImage, PushImage, and the public key in .nuke/trusted-keys.json.";
        var demand = policy.Demands.FirstOrDefault(x => x.Kind == Evidence.Signature);
        var unverified = images.Where(x => !x.IsVerified).ToList();
        if (unverified.Exists(x => x.IsRefused))
            return new(Name, CheckState.Failed, Say(unverified.Where(x => x.IsRefused)), Next);
        if (demand is null)
            return null;
        if (images.Count == 0)
            return new(Name, demand.MayBeNotDone ? CheckState.NotDone : CheckState.Failed, "The release's record names no image that could be verified.", Next);
        return unverified.Count > 0
            ? new(Name, demand.MayBeNotDone ? CheckState.NotDone : CheckState.Failed, Say(unverified), demand.MayBeNotDone ? null : Next)
            : new(Name, CheckState.Passed, string.Join(" ", images.Select(x => $"{Short(x.Reference)} is signed by {x.SignedBy}.")));

        static string Say(IEnumerable<ImageSignature> these) => string.Join(" ", these.Select(x => $"{Short(x.Reference)} isn't verified: {x.Detail.TrimEnd('.')}."));
        static string Short(string reference) => reference.IndexOf("@sha256:", StringComparison.Ordinal) is > 0 and var at && reference.Length > at + 20 ? reference[..(at + 20)] : reference;
    }

    private static PolicyCheck Demanded(EvidenceDemand demand, PromotionPolicy policy, PromotionFacts facts)
    {
        var record = facts.Evidence.Find(demand.Kind, policy.Source);
        var missing = demand.MayBeNotDone ? CheckState.NotDone : CheckState.Failed;
        return record switch
        {
            null => new(demand.Kind.Title, missing, "There is no record of it.", Next(demand)),
            { Result: EvidenceResult.Failed } => new(demand.Kind.Title, CheckState.Failed, $"It failed at {record.At:u}{Because(record)}.", Next(demand)),
            { Result: EvidenceResult.NotDone } => new(demand.Kind.Title, missing, $"It was not done{Because(record)}.", Next(demand)),
            { IsPartial: true } when !demand.MayBeNotDone => new(demand.Kind.Title, CheckState.Failed, $"Only a part of it was done{Because(record)}.", Next(demand)),
            _ when record.At > facts.Now + TimeSpan.FromMinutes(5) => new(demand.Kind.Title, CheckState.Failed, $"Its record is from {record.At:u}, which is to come.", "Set the clock right where it was made, and run it again."),
            _ when demand.NoOlderThan is { } limit && facts.Now - record.At > limit => new(demand.Kind.Title, CheckState.Failed, $"It passed at {record.At:u}, {Spell(facts.Now - record.At)} ago; {Spell(limit)} is the most.", Next(demand)),
            _ => new(demand.Kind.Title, CheckState.Passed, $"It passed at {record.At:u}{Because(record)}."),
        };

        static string Next(EvidenceDemand demand) => demand.MayBeNotDone ? "" : $"Run the stage that leaves '{demand.Kind.Name}' for this release.";
        static string Because(EvidenceRecord record) => record.Reason is { } reason ? $" ({reason.TrimEnd('.')})" : "";
    }

    private static PolicyCheck Migrations(PromotionFacts facts) => facts.MigrationProblem is { } problem
        ? new("Migrations", CheckState.Failed, problem, "Split the change into an expand and a contract phase, or resolve what the plan of migrations says.")
        : new("Migrations", CheckState.Passed, "The release that runs now can run with the schema that this one needs.");

    private static PolicyCheck Untested(PromotionPolicy policy)
    {
        var name = $"Smoke test in {policy.Target}";
        const string Found = "Nobody can be asked over HTTP whether the release works there.";
        return policy.AllowsNoSmokeTest
            ? new(name, CheckState.NotDone, Found)
            : new(name, CheckState.Failed, Found, "Name the ServiceAddress of the environment and the build's SmokeChecks, or say in the policy that it may be so (AllowingNoSmokeTest).");
    }

    private static PolicyCheck Frozen(PromotionPolicy policy, PromotionFacts facts)
    {
        const string Name = "No freeze";
        var frozen = policy.Freezes.Select(x => (Window: x, End: x.EndAt(facts.Now))).Where(x => x.End is not null).ToList();
        if (frozen.Count == 0)
            return new(Name, CheckState.Passed, "Nothing is frozen now.");
        var (window, end) = frozen.MaxBy(x => x.End);
        var detail = string.Create(CultureInfo.InvariantCulture, $"Frozen until {end:u}: {window.Reason.TrimEnd('.')} ({window}).");
        return facts.FreezeOverride is { } reason
            ? new(Name, CheckState.Overridden, $"{detail} Overridden: {reason}")
            : new(Name, CheckState.Failed, detail, "Wait, or go on with --override-freeze --reason \"…\", which is recorded.");
    }

    private static PolicyCheck Approved(PromotionPolicy policy, PromotionFacts facts)
    {
        var people = facts.ApprovedBy.Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        var name = $"Approved by {policy.Approvals}";
        if (people.Count < policy.Approvals && facts.ApprovalsUnknown is { } why)
            return new(name, CheckState.Failed, $"Who approved this plan is not known: {why}.", "Promote by the workflow, whose environment asks reviewers.");
        return people.Count >= policy.Approvals
            ? new(name, CheckState.Passed, $"Approved by {string.Join(", ", people)}.")
            : new(name, CheckState.Failed, people.Count == 0 ? "Nobody approved this plan yet." : $"Only {string.Join(", ", people)} approved this plan.", "Ask others to look at the plan's page and approve its hash.");
    }

    private static string Spell(TimeSpan time) => time switch
    {
        { TotalMinutes: < 1 } => $"{time.TotalSeconds:0} s",
        { TotalHours: < 1 } => $"{Math.Floor(time.TotalMinutes):0} min",
        { TotalDays: < 2 } => time.Minutes == 0 ? $"{Math.Floor(time.TotalHours):0} h" : $"{Math.Floor(time.TotalHours):0} h {time.Minutes} min",
        _ => $"{Math.Floor(time.TotalDays):0} days",
    };
}
