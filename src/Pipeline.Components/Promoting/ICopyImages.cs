using System.Globalization;
using Nuke.Common;
using Pipeline.Components.Images;
using Pipeline.Components.Targets;
using Serilog;

namespace Pipeline.Components.Promoting;

/// <summary>
/// Brings a release's images to the registry of the environment that it is to be promoted to, where that has one of its own: the same digests, with bills of
/// materials and attestations. A step of its own, by whoever may write to that registry; planning only reads.
/// </summary>
public interface ICopyImages : IPromote, IHazRegistry
{
    /// <summary>Copies.</summary>
    Target CopyImages => _ => _
        .Description("Copies a release's images, and what is attached to them, to the registry of the environment that it is to be promoted to. Deploys nothing.")
        .Requires(() => PromotionCheck.IsFed(this))
        .Requires(() => HasRegistry())
        .Before(PlanRelease, Promote)
        .Executes(async cancellationToken =>
        {
            if (ReleaseRegistries.Of(this) is not { } registries)
            {
                Log.Information("{Source:l} and {Environment:l} take images from {Registry:l}: there is nothing to copy", Policy.Source, Environment, Registry);
                return;
            }

            var copies = await new ReleaseCopy(this, registries).RunAsync(cancellationToken);
            foreach (var copy in copies)
            {
                Log.Information("{Reference:l}: {Transferred} blobs sent, {Present} there already, {Referrers} attached", copy.Reference, copy.Transferred, copy.Present, copy.Referrers);
                foreach (var left in copy.LeftBehind)
                    Log.Warning("Not copied, since {Registry:l} lists it and doesn't have it: {Left:l}", registries.From, left);
            }

            ReportSummary(x =>
            {
                x["Images"] = copies.Count.ToString(CultureInfo.InvariantCulture);
                x["Attached"] = copies.Sum(y => y.Referrers).ToString(CultureInfo.InvariantCulture);
                x["Left behind"] = copies.Sum(y => y.LeftBehind.Count).ToString(CultureInfo.InvariantCulture);
                return x;
            });
        });
}
