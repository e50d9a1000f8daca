using System.Xml.Linq;
using Pipeline.Embedded.Kubernetes.Running;
using Pipeline.Engine.Execution;
using Pipeline.Releases.Proving;
using static Pipeline.Components.Reporting.Pages.Tag;

namespace Pipeline.Components.Reporting.Pages;

/// <summary>What nobody may conclude from this run. It stands before everything that was found.</summary>
internal static class UnprovenSection
{
    public static XElement Of(DeliveryRun run)
    {
        List<XElement> items = [.. Evidence(run), .. Missing(run), .. Images(run), .. Targets(run)];
        return Section("unproven", "What this run did not prove",
            items.Count > 0 ? Tag.Of("ul", Class("unproven"), items) : null,
            items.Count == 0 && !run.IsRehearsal ? Paragraph("There is evidence of every kind that is known, and all of it was done. What no stage looks at is not proved.") : null,
            run.IsRehearsal ? Embedded() : null);
    }

    private static XElement Embedded() => Tag.Of("div",
        Tag.Of("h3", "What an embedded cluster can't show"),
        Paragraph($"The rehearsal's pods are processes of one machine, and its database is an embedded server, not MongoDB. So these were not proved: {string.Join(", ", UnprovenAspects.All.Select(x => x.Name))}."),
        Tag.Of("details", Tag.Of("summary", "What happens instead, and what proves each of them"), Table("What an embedded cluster can't show", ["Not proved", "What the rehearsal does instead", "Proved by"], UnprovenAspects.All.Select(x => new object?[] { x.Name, x.Why, x.ProvedBy }))));

    private static IEnumerable<XElement> Evidence(DeliveryRun run) => run.Files.Evidence
        .Where(x => x.Result == EvidenceResult.NotDone)
        .Select(x => Item(EvidenceTitle.Of(x), "not done", x.Reason ?? "the stage gave no reason"));

    private static IEnumerable<XElement> Missing(DeliveryRun run)
    {
        var missing = EvidenceTitle.Known.Where(x => run.Files.Evidence.All(y => y.Kind != x.Name)).Select(x => x.Title).ToList();
        return missing.Count == 0 ? [] : [Item(string.Join(", ", missing), "no evidence", "no stage left any")];
    }

    private static IEnumerable<XElement> Images(DeliveryRun run) => run.Files.Images
        .Where(x => !x.Content.HasBase)
        .Select(x => Item($"Image {x.Content.Name}", "no base image", "it holds the application layer alone, and can't be promoted to a real environment"));

    private static IEnumerable<XElement> Targets(DeliveryRun run)
    {
        foreach (var target in run.Result.Targets.Where(x => x.Status is TargetStatus.Skipped or TargetStatus.NotRun or TargetStatus.Cancelled))
            yield return Item(target.Name, target.Status switch { TargetStatus.Skipped => "skipped", TargetStatus.Cancelled => "cancelled", _ => "not run" }, target.Reason ?? "");
        var kept = run.Result.Targets.Where(x => x.Status == TargetStatus.Cached).Select(x => x.Name).ToList();
        if (kept.Count > 0)
            yield return Item(string.Join(", ", kept), "from the cache", "not done anew: an earlier run did it with the same inputs");
    }

    private static XElement Item(string what, string state, string why) =>
        Tag.Of("li", Badge(state == "from the cache" ? Tone.Kept : Tone.Doubt, state), " ", Tag.Of("strong", what), why.Length > 0 ? $": {why}" : null);
}
