using System.Security.Cryptography;
using System.Text;
using Pipeline.Releases.Proving;

namespace Pipeline.Releases.Policies;

/// <summary>
/// Holds the evidence in a release's record against the evidence that was signed with its images: the record's own digest is in the same place, and whoever may
/// write the one may write the other.
/// </summary>
internal static class SignedEvidence
{
    // What is known before an image is signed. All else comes later, or is about an environment.
    private static readonly HashSet<string> s_before = [.. new[] { Evidence.Tests, Evidence.Coverage, Evidence.Image, Evidence.BillOfMaterials, Evidence.Scan, Evidence.Audit }.Select(x => x.Name)];

    /// <summary>What doesn't hold; null where no image that verifies brings its evidence.</summary>
    public static PolicyCheck? Judge(PromotionPolicy policy, PromotionFacts facts)
    {
        const string Name = "Evidence is what was signed";
        List<IReadOnlyList<SignedStage>> signed = [.. facts.Images.Where(x => x.IsVerified).Select(x => x.Evidence).OfType<IReadOnlyList<SignedStage>>()];
        if (signed.Count == 0)
            return null;

        var demanded = policy.Demands.Select(x => x.Kind.Name).ToHashSet(StringComparer.Ordinal);
        List<string> wrong =
        [
            .. from record in facts.Evidence.Records
               where record.Environment is null
               from image in signed
               let problem = Problem(record, image, demanded)
               where problem is not null
               select problem,
        ];
        if (wrong.Count == 0)
            return new(Name, CheckState.Passed, "The record's evidence from before any environment is that which was signed.");
        // A rehearsal signs with a key of its own, and tests again after it signed.
        var isLetPass = policy.Demands.FirstOrDefault(x => x.Kind == Evidence.Signature)?.MayBeNotDone ?? policy.AllowsImageWithoutBase;
        return isLetPass
            ? new(Name, CheckState.NotDone, string.Join(" ", wrong.Distinct()))
            : new(Name, CheckState.Failed, string.Join(" ", wrong.Distinct()), "Find out who changed the release's record; deploy the release anew with the evidence that was signed with its image.");
    }

    /// <summary>The digest by which a signature names a record.</summary>
    public static string DigestOf(EvidenceRecord record) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(EvidenceJson.Write(record))))}";

    private static string? Problem(EvidenceRecord record, IReadOnlyList<SignedStage> signed, HashSet<string> demanded)
    {
        var same = signed.Where(x => x.Kind == record.Kind).ToList();
        if (same.Count == 0)
            return s_before.Contains(record.Kind) && demanded.Contains(record.Kind) ? $"'{record.Kind}' wasn't among the evidence when the image was signed." : null;
        return same.Exists(x => x.Digest == DigestOf(record)) ? null : $"'{record.Kind}' isn't the record that was signed.";
    }
}
