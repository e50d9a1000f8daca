using System.Globalization;
using Pipeline.Releases.Planning;
using Pipeline.Releases.Policies;
using Serilog;

namespace Pipeline.Components.Promoting;

/// <summary>A plan of a release in a few lines; the page has all of it.</summary>
internal static class PlanSummary
{
    public static void Show(ReleasePlan plan)
    {
        Log.Information("Release {Number} of {Application:l} to {Environment:l} ({Now:l})", plan.Number, plan.Application, plan.Environment, plan.CurrentNumber is { } current ? $"now {current}" : "none is deployed");
        foreach (var check in plan.Policy.Checks)
            Show(check);
        Log.Information("  Database: {What:l}", plan.Migrations switch
        {
            null => "none",
            { Steps.Count: 0 } migrations => $"at {migrations.CurrentVersion}, nothing pending",
            var migrations => $"at {migrations.CurrentVersion}, {migrations.Steps.Count} migrations to {migrations.Steps[^1].Version}",
        });
        Log.Information("  Cluster: {What:l}", plan.Objects.Count == 0 ? "no object changes" : string.Join(", ", plan.Objects.CountBy(x => x.Action).Select(x => string.Create(CultureInfo.InvariantCulture, $"{x.Value} to {x.Key}"))));
        Log.Information("  Settings: {Count} change; secrets: {Secrets:l}", plan.Settings.Count, plan.Secrets is { } secrets ? $"{secrets.Count} in use" : "no store could be asked");
        foreach (var image in plan.Images)
            Log.Information("  Image {Image:l}: {Signature:l}", image.Reference, image.SignedBy is null ? $"signature not verified: {image.Detail}" : $"signed by {image.SignedBy}");
        foreach (var part in plan.NotWired)
            Log.Warning("Not wired: {Part:l}", part);
        Log.Information("Plan {Hash:l}", plan.Hash);
    }

    private static void Show(PolicyCheck check)
    {
        var words = $"{check.Detail} {check.Next}".TrimEnd();
        switch (check.State)
        {
            case CheckState.Passed:
                Log.Information("  ✓ {Name:l}: {Words:l}", check.Name, words);
                break;
            case CheckState.Failed:
                Log.Error("  ✗ {Name:l}: {Words:l}", check.Name, words);
                break;
            default:
                Log.Warning("  – {Name:l}: {Words:l}", check.Name, words);
                break;
        }
    }
}
