using System.Globalization;
using System.Text;
using Pipeline.Kubernetes.Policies;
using Pipeline.Kubernetes.Validating;

namespace Pipeline.Kubernetes.Reporting;

/// <summary>The rules as a page of documentation, made from their declarations.</summary>
public static class RulesPage
{
    private static readonly Dictionary<RuleArea, string> Titles = new()
    {
        [RuleArea.Validity] = "Validity",
        [RuleArea.PodSecurity] = "Pod security",
        [RuleArea.Reliability] = "Reliability",
        [RuleArea.Resources] = "Images and resources",
        [RuleArea.Network] = "Network",
        [RuleArea.Access] = "Access",
        [RuleArea.Jobs] = "Jobs",
        [RuleArea.Secrets] = "Secrets",
        [RuleArea.Hygiene] = "Hygiene",
        [RuleArea.Waivers] = "Waivers",
    };

    /// <summary>Markdown: how findings are waived, then each rule with its reason, fix and source.</summary>
    public static string Write()
    {
        var page = new StringBuilder(Introduction.ReplaceLineEndings("\n"));
        foreach (var area in RuleCatalogue.All.GroupBy(x => x.Area).OrderBy(x => x.Key))
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {Titles[area.Key]}\n");
            foreach (var rule in area)
            {
                page.Append(CultureInfo.InvariantCulture, $"\n### {rule.Id} {rule.Name}: {Escape(rule.Title)}\n\n");
                page.Append(CultureInfo.InvariantCulture, $"{rule.Severity}{(rule.IsWaivable ? "" : ", can't be waived")}. {Escape(rule.Reason)}\n\n");
                page.Append(CultureInfo.InvariantCulture, $"**What to do:** {Escape(rule.Fix)}\n\n[Source]({rule.Link})\n");
            }
        }

        return page.ToString();
    }

    private static string Escape(string text) => text.Replace("*", @"\*", StringComparison.Ordinal).Replace("<", @"\<", StringComparison.Ordinal).Replace("[", @"\[", StringComparison.Ordinal).Replace("]", @"\]", StringComparison.Ordinal);

    private const string Introduction = """
        # Rules for manifests

        What rendered manifests are held against before a cluster sees them. An error stops the delivery; a warning is shown; a note says what nobody checked.

        ## Waivers

        A finding is set aside by an annotation of its object, with a last day (at most a year away) and a reason:

        ```yaml
        metadata:
          annotations:
            pipeline/waive-K8S303: "2027-03-01 throttling costs more here than a busy neighbour"
        ```

        or, for objects that one doesn't write oneself, by a waiver file (`*` stands for any characters):

        ```yaml
        waivers:
          - rule: K8S303
            object: Deployment/vendor-*
            until: 2027-03-01
            reason: the vendor's chart sets no CPU limit; asked for in their issue 123
        ```

        A waiver that expired, says no reason, runs for more than a year, can't be read, or waives nothing is a finding itself.

        ## Objects from elsewhere

        What a manifest refers to and doesn't hold, as a Secret that a secrets manager makes, is declared where it is used:

        ```yaml
        metadata:
          annotations:
            pipeline/external: Secret/agentkit-database
        ```

        <!-- Made from the rules in src/Pipeline.Kubernetes. Don't edit: change the declaration, then run
             PIPELINE_UPDATE_SNAPSHOTS=1 dotnet test tests/Repository.Tests -->

        """;
}
