using System.Globalization;
using System.Net;
using System.Text;
using Pipeline.Engine.Planning;

namespace Pipeline.Engine.Reporting.Plans;

/// <summary>The plan as a page to look at (<c>--plan</c> with an <c>.html</c> file): one file, nothing loaded from anywhere.</summary>
public static class PlanPage
{
    /// <summary>Writes the page.</summary>
    public static void Write(TextWriter output, Plan plan, string title)
    {
        var layout = PlanLayout.Of(plan);
        var page = new StringBuilder(16_384);
        var safeTitle = Escape(title);
        page.Append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
            .Append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'\">\n")
            .Append("<title>").Append(safeTitle).Append("</title>\n<style>\n").Append(PlanPageAssets.Style).Append("</style>\n</head>\n<body>\n");
        AppendHeader(page, plan, layout, safeTitle);
        page.Append("<div class=\"main\">\n<div class=\"graph\">\n");
        AppendGraph(page, layout, plan);
        page.Append("</div>\n");
        AppendDetails(page, layout, plan);
        page.Append("</div>\n<script>\n").Append(PlanPageAssets.Script).Append("</script>\n</body>\n</html>\n");
        output.Write(page.ToString());
        output.Flush();
    }

    private static void AppendHeader(StringBuilder page, Plan plan, PlanLayout layout, string title)
    {
        var stages = layout.Nodes.Count == 0 ? 0 : layout.Nodes.Max(x => x.Stage);
        var skipped = plan.Targets.Count(x => x.SkipReason is not null);
        page.Append("<header>\n<div><h1>").Append(title).Append("</h1>\n<p>");
        page.Append(plan.Requested.Count == 0 ? "" : "Requested: <b>" + Escape(string.Join(", ", plan.Requested)) + "</b> &middot; ");
        page.Append(plan.Targets.Count).Append(plan.Targets.Count == 1 ? " target" : " targets").Append(" in ")
            .Append(stages).Append(stages == 1 ? " stage" : " stages");
        if (skipped > 0)
            page.Append(" &middot; ").Append(skipped).Append(" skipped");
        page.Append("</p></div>\n<ul class=\"legend\"><li><svg width=\"34\" height=\"10\"><path class=\"edge dependency\" d=\"M1 5H33\"/></svg>needs</li>")
            .Append("<li><svg width=\"34\" height=\"10\"><path class=\"edge order\" d=\"M1 5H33\"/></svg>only after</li>")
            .Append("<li><svg width=\"34\" height=\"10\"><path class=\"edge trigger\" d=\"M1 5H33\"/></svg>triggers</li>")
            .Append("<li><svg width=\"10\" height=\"10\"><circle class=\"cacheable\" cx=\"5\" cy=\"5\" r=\"4\"/></svg>cacheable</li></ul>\n</header>\n");
    }

    private static void AppendGraph(StringBuilder page, PlanLayout layout, Plan plan)
    {
        const int Gutter = 64;
        page.Append(CultureInfo.InvariantCulture, $"<svg class=\"plan\" width=\"{layout.Width + Gutter}\" height=\"{layout.Height}\" viewBox=\"{-Gutter} 0 {layout.Width + Gutter} {layout.Height}\" role=\"group\" aria-label=\"Targets and what they wait for\">\n<defs>");
        foreach (var kind in new[] { "dependency", "order", "trigger", "lit" })
            page.Append(CultureInfo.InvariantCulture, $"<marker id=\"arrow-{kind}\" class=\"arrow {kind}\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"8\" markerHeight=\"8\" markerUnits=\"userSpaceOnUse\" orient=\"auto\"><path d=\"M0 0.5 8 4 0 7.5Z\"/></marker>");
        page.Append("</defs>\n");

        var index = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < plan.Targets.Count; i++)
            index[plan.Targets[i].Name] = i;
        foreach (var stage in layout.Nodes.GroupBy(x => x.Stage).OrderBy(x => x.Key))
            page.Append(CultureInfo.InvariantCulture, $"<text class=\"stage\" x=\"{12 - Gutter}\" y=\"{stage.First().Y + (PlanLayout.NodeHeight / 2) + 4}\">Stage {stage.Key}</text>\n");
        foreach (var route in layout.Routes)
        {
            var kind = route.Edge.Kind switch { PlanEdgeKind.Dependency => "dependency", PlanEdgeKind.Order => "order", _ => "trigger" };
            page.Append(CultureInfo.InvariantCulture, $"<path class=\"edge {kind}\" data-from=\"{index[route.Edge.From]}\" data-to=\"{index[route.Edge.To]}\" d=\"{PathData(route)}\"/>\n");
        }

        foreach (var node in layout.Nodes)
            AppendNode(page, node, index[node.Target.Name], plan);
        page.Append("</svg>\n");
    }

    private static void AppendNode(StringBuilder page, PlanNode node, int index, Plan plan)
    {
        var target = node.Target;
        var isRequested = plan.Requested.Contains(target.Name, StringComparer.OrdinalIgnoreCase);
        var kind = (target.SkipReason is not null ? " skipped" : "") + (isRequested ? " requested" : "");
        var below = target.SkipReason is null ? target.Definition.Description ?? target.Cause : "skipped: " + target.SkipReason;
        page.Append(CultureInfo.InvariantCulture, $"<g class=\"node{kind}\" data-index=\"{index}\" tabindex=\"0\" role=\"button\" aria-label=\"{Escape(target.Name)}\" transform=\"translate({node.X} {node.Y})\">")
            .Append("<title>").Append(Escape($"{target.Name}\n{below}")).Append("</title>")
            .Append(CultureInfo.InvariantCulture, $"<rect width=\"{PlanLayout.NodeWidth}\" height=\"{PlanLayout.NodeHeight}\" rx=\"9\"/>")
            .Append("<text class=\"name\" x=\"14\" y=\"22\">").Append(Escape(TerminalText.Truncate(target.Name, 21, useUnicode: true))).Append("</text>")
            .Append("<text class=\"cause\" x=\"14\" y=\"39\">").Append(Escape(TerminalText.Truncate(below, 27, useUnicode: true))).Append("</text>");
        if (target.Definition.Cache is not null)
            page.Append(CultureInfo.InvariantCulture, $"<circle class=\"cacheable\" cx=\"{PlanLayout.NodeWidth - 14}\" cy=\"17\" r=\"4\"/>");
        page.Append("</g>\n");
    }

    private static void AppendDetails(StringBuilder page, PlanLayout layout, Plan plan)
    {
        page.Append("<aside>\n<div class=\"hint\"><h2>In order</h2><ol>");
        foreach (var target in plan.Targets)
            page.Append(target.SkipReason is null ? "<li>" : "<li class=\"skipped\">").Append(Escape(target.Name)).Append("</li>");
        page.Append("</ol><p>Hover over a target to see what it waits for and what waits for it; click to keep it and read why it is here.</p></div>\n");

        var stageOf = layout.Nodes.ToDictionary(x => x.Target.Name, x => x.Stage, StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < plan.Targets.Count; i++)
        {
            var target = plan.Targets[i];
            page.Append(CultureInfo.InvariantCulture, $"<section data-index=\"{i}\" hidden><h2>{Escape(target.Name)}</h2>");
            if (target.Definition.Description is { } description)
                page.Append("<p>").Append(Escape(description)).Append("</p>");
            page.Append("<dl>");
            Entry(page, "Stage", stageOf[target.Name].ToString(CultureInfo.InvariantCulture));
            Entry(page, "Why", target.Cause);
            Entry(page, "Skipped", target.SkipReason);
            Entry(page, "Needs", string.Join(", ", target.Needs));
            Entry(page, "Only after", string.Join(", ", target.WaitsFor.Except(target.Needs, StringComparer.OrdinalIgnoreCase)));
            Entry(page, "Triggers", string.Join(", ", target.Definition.Triggers));
            Entry(page, "Decided when its turn comes", string.Join(", ", target.Definition.DynamicConditions.Select(x => x.Text)));
            Entry(page, "Cache", target.Definition.Cache is null ? null : "answered from the cache when its inputs are the same");
            Entry(page, "Leaves", string.Join(", ", target.Definition.Produces));
            page.Append("</dl></section>\n");
        }

        page.Append("</aside>\n");
    }

    private static void Entry(StringBuilder page, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            page.Append("<dt>").Append(name).Append("</dt><dd>").Append(Escape(value)).Append("</dd>");
    }

    private static string PathData(PlanRoute route)
    {
        var path = new StringBuilder();
        for (var i = 0; i < route.Points.Count; i += 2)
        {
            var (x1, y1) = route.Points[i];
            var (x2, y2) = route.Points[i + 1];
            var middle = (y1 + y2) / 2;
            path.Append(i == 0 ? 'M' : 'L').Append(CultureInfo.InvariantCulture, $"{x1} {y1}C{x1} {middle} {x2} {middle} {x2} {y2}");
        }

        return path.ToString();
    }

    private static string Escape(string text) => WebUtility.HtmlEncode(text);
}
