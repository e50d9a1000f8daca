using Pipeline.Engine.Execution;
using Pipeline.Engine.Reporting;
using static Pipeline.Components.Reporting.Pages.Tag;

namespace Pipeline.Components.Reporting.Pages;

/// <summary>What a target reported: its figures, its reason, what it threw.</summary>
internal static class Details
{
    public static object?[] Of(TargetResult target) =>
    [
        target.Summary.Count > 0 ? Tag.Of("ul", Class("figures"), target.Summary.Select(x => Tag.Of("li", Tag.Of("span", Class("soft"), $"{x.Key} "), x.Value))) : null,
        target.Reason is { } reason ? Tag.Of("div", Class("soft"), reason) : null,
        target.Error is { } error ? Tag.Of("div", Class("removed"), ErrorText.OneLine(error)) : null,
    ];
}
