using System.Globalization;
using Nuke.Common;
using Pipeline.Components.Environments;
using Pipeline.Components.Targets;
using Pipeline.Errors;
using Pipeline.ObjectStorage;
using Pipeline.ObjectStorage.Moving;
using Serilog;

namespace Pipeline.Components.Files;

/// <summary>
/// Moves files from one object store to another, as from a local disk to S3, with the service running: copy while it writes, switch it over, copy
/// what it wrote in between. Nothing is deleted at the source. Credentials: <c>docs/FILE_STORAGE_SETUP.md</c>.
/// </summary>
public interface IMoveFiles : IHazDestination
{
    /// <summary>The store to copy from. The one to copy to is <see cref="IHazDestination.To"/>.</summary>
    [CommandLineParameter("Object store to copy files from: file:///folder, s3://bucket/prefix, azblob://account/container/prefix, gs://bucket/prefix.")]
    string? From => TryGetValue(() => From);

    /// <summary>Whether objects that differ are replaced although they were written later than the source's.</summary>
    [CommandLineParameter("Whether MoveFiles replaces files at the destination that are newer than the source's.")]
    bool ReplaceNewer => TryGetValue<bool?>(() => ReplaceNewer) ?? false;

    /// <summary>Shows what would be copied.</summary>
    Target PlanMoveFiles => _ => _
        .Description("Shows what MoveFiles would copy (--from URI --to URI).")
        .Requires(() => From!)
        .Requires(() => To!)
        .Executes(async cancellationToken =>
        {
            await using var from = Open("FROM", From);
            await using var to = Open("TO", To);
            Show(await StoreMove.PlanAsync(from, to, new StoreMoveOptions(), cancellationToken));
        });

    /// <summary>Copies.</summary>
    Target MoveFiles => _ => _
        .Description("Copies an object store to another (--from URI --to URI): verified, resumable, with the service running.")
        .Requires(() => From!)
        .Requires(() => To!)
        .After(PlanMoveFiles)
        .Executes(async cancellationToken =>
        {
            await using var from = Open("FROM", From);
            await using var to = Open("TO", To);
            var options = new StoreMoveOptions { ReplaceNewer = ReplaceNewer };
            Show(await StoreMove.PlanAsync(from, to, options, cancellationToken));
            var outcome = await StoreMove.RunAsync(from, to, options, new MoveLog(TimeProvider.System), cancellationToken);
            foreach (var failure in outcome.Failures)
                Log.Error("FAILED  {Key:l}: {Reason:l}", failure.Key, failure.Reason);
            ReportSummary(x =>
            {
                x["Copied"] = $"{outcome.Copied.ToString(CultureInfo.InvariantCulture)} ({MoveLog.Size(outcome.CopiedBytes)})";
                x["Already there"] = outcome.AlreadyThere.ToString(CultureInfo.InvariantCulture);
                x["Failed"] = outcome.Failures.Count.ToString(CultureInfo.InvariantCulture);
                return x;
            });
            if (outcome.Failures.Count > 0)
                throw new PipelineException(FileErrors.MoveIncomplete, $"{outcome.Failures.Count} objects of {from.Location} couldn't be copied to {to.Location}; each is named above with its reason. Run MoveFiles again when they are cured: it goes on where it stands.");
            if (!outcome.Settled)
                throw new PipelineException(FileErrors.MoveIncomplete, $"{from.Location} was still changing after {outcome.Passes} passes. Point the service to {to.Location}, and run MoveFiles again for what it wrote in between.");
        });

    private static IObjectStore Open(string side, string? uri)
    {
        var (location, options) = new StoreVariables(side, System.Environment.GetEnvironmentVariable).Read(uri);
        return ObjectStores.Open(location, options);
    }

    private static void Show(StoreMovePlan plan)
    {
        Log.Information("from {From:l}: {Objects} objects, {Size:l}", plan.From.ToString(), plan.Objects, MoveLog.Size(plan.Bytes));
        Log.Information("to   {To:l}: {There} already there, {Compare} to compare, {Copy} to copy ({Size:l})", plan.To.ToString(), plan.AlreadyThere, plan.ToCompare, plan.ToCopy, MoveLog.Size(plan.BytesToCopy));
        foreach (var failure in plan.Impossible)
            Log.Warning("can't be copied: {Key:l}: {Reason:l}", failure.Key, failure.Reason);
    }
}
