using System.Globalization;
using Nuke.Common;
using Nuke.Common.IO;
using Pipeline.Components.Images;
using Pipeline.Components.Targets;
using Pipeline.Containers;
using Pipeline.Containers.Bills;
using Pipeline.Releases.Proving;
using Serilog;
using EvidenceKind = Pipeline.Releases.Proving.Evidence;

namespace Pipeline.Components.Bills;

/// <summary>Lists what the images are made of, as CycloneDX 1.6, beside each image as an OCI referrer too. The same commit gives the same bytes.</summary>
public interface IMakeSbom : IHazImages
{
    /// <summary>Makes the bills of materials.</summary>
    Target Sbom => _ => _
        .Description("Writes the bills of materials of the images (CycloneDX 1.6).")
        .TryDependsOn<IBuildImage>(x => x.BuildImage)
        .TryDependsOn<IBuildOpsImage>(x => x.BuildOpsImage)
        .Triggers<IHazImages>(x => x.AttachToImages)
        .Produces(BillDirectory / "*.cdx.json")
        .CacheInputs([.. Images.Select(x => Relative(x.RecordFile)), .. Images.Where(x => x.AssetsFile is not null).Select(x => Relative(x.AssetsFile!))])
        .CacheVariables("SOURCE_DATE_EPOCH")
        .CacheValue("Commit", () => GitRepository?.Commit)
        .CacheOutputs([.. Images.Select(x => Relative(BillOf(x))), Relative(EvidenceDirectory / $"{EvidenceKind.BillOfMaterials.Name}.json")])
        .Executes(async cancellationToken =>
        {
            BillDirectory.CreateDirectory();
            var (inputs, figures) = (new List<EvidenceInput>(), new Dictionary<string, string>());
            foreach (var image in Images)
            {
                var bill = await BillAsync(image, cancellationToken);
                await File.WriteAllBytesAsync(BillOf(image), bill.Json, cancellationToken);
                var counts = string.Create(CultureInfo.InvariantCulture, $"{bill.PackageCount} packages, {bill.BuildPackageCount} only to build, {bill.SystemPackageCount} of the system, {bill.FileCount} files");
                Log.Information("{File}: {Counts:l}", Relative(BillOf(image)), counts);
                ReportSummary(x =>
                {
                    x[image.Name] = counts;
                    return x;
                });
                inputs.AddRange([new EvidenceInput(image.EvidenceName, image.Record().Digest), new EvidenceInput($"{image.Name}.cdx.json", Digest.Of(bill.Json).ToString())]);
                figures[$"{image.Name}.packages"] = bill.PackageCount.ToString(CultureInfo.InvariantCulture);
                figures[$"{image.Name}.systemPackages"] = bill.SystemPackageCount.ToString(CultureInfo.InvariantCulture);
                figures[$"{image.Name}.files"] = bill.FileCount.ToString(CultureInfo.InvariantCulture);
            }

            await ImageEvidence.LeaveAsync(this, ImageEvidence.Of(EvidenceKind.BillOfMaterials.Name, EvidenceResult.Passed) with { Inputs = inputs, Figures = figures }, cancellationToken);
        });

    private async Task<BillOfMaterials> BillAsync(ImageFiles image, CancellationToken cancellationToken) => await BillOfMaterials.CreateAsync(
        new BillRequest
        {
            Name = image.Name,
            LayoutDirectory = image.Layout!,
            Digest = Digest.Parse(image.Record().Digest),
            AssetsFile = File.Exists(image.AssetsFile) ? image.AssetsFile : null,
            CommitTime = await CommitTime.FindAsync(RootDirectory!, cancellationToken),
            ToolVersion = typeof(IMakeSbom).Assembly.GetName().Version?.ToString(3) ?? "0",
        },
        cancellationToken);
}
