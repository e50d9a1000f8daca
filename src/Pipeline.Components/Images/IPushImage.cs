using Nuke.Common;
using Pipeline.Components.Bills;
using Pipeline.Components.Scanning;
using Pipeline.Components.Signing;
using Pipeline.Components.Targets;
using Pipeline.Components.Workflows;
using Serilog;

namespace Pipeline.Components.Images;

/// <summary>Pushes the images to the environment's registry, with what belongs beside them. What touches a registry is never answered from a cache.</summary>
public interface IPushImage : IHazImages, IHazRegistry
{
    /// <summary>Pushes.</summary>
    Target PushImage => _ => _
        .Description("Pushes the images to the environment's registry, with their bills of materials and attestations.")
        .Requires(() => HasRegistry())
        .TryDependsOn<IBuildImage>(x => x.BuildImage)
        .TryDependsOn<IBuildOpsImage>(x => x.BuildOpsImage)
        .DependsOn(AttachToImages)
        .TryAfter<IScanImage>(x => x.ScanImage)
        .TryAfter<IMakeSbom>(x => x.Sbom)
        .TryAfter<ISignImage>(x => x.SignImage)
        .TryAfter<IVerifyRelease>(x => x.VerifyRelease)
        .Produces(ImageDirectory / "*.pushed.json")
        .Executes(async cancellationToken =>
        {
            using var client = ImageMachine.Registries(new Progress<string>(x => Log.Debug("{Step}", x)));
            foreach (var image in Images)
            {
                var pushed = await ImagePush.RunAsync(client, image, Registry!, Environment, cancellationToken);
                // What GitHub's own attestation is about.
                WorkflowRun.Output($"{(image == Images[0] ? "service" : "ops")}-image", $"{Registry}/{image.Name}");
                WorkflowRun.Output($"{(image == Images[0] ? "service" : "ops")}-digest", image.Record().Digest);
                Log.Information("{Reference}: {Transferred} blobs sent, {Present} there already, {Referrers} attached", pushed.Reference, pushed.Transferred, pushed.Present, pushed.Referrers);
                ReportSummary(x =>
                {
                    x[image.Name] = pushed.Reference;
                    return x;
                });
            }
        });
}
