using AgentKit.Server.Files.Refusing;
using AgentKit.Server.Files.Sniffing;

namespace AgentKit.Server.Files.Receiving;

/// <summary>Whether a kind may be what the sender said and the category takes.</summary>
internal static class KindRules
{
    /// <summary>
    /// What the first bytes allow to say. A ZIP may turn out to be an office document, so it passes where any of these is taken.
    /// </summary>
    public static Refusal? CheckStart(FileKind kind, UploadRequest request)
    {
        if (kind != FileKind.Zip)
            return CheckWhole(kind, request);
        var possible = FileKinds.All.Where(x => x.IsZip).Select(x => x.Kind).ToList();
        return possible.Exists(x => CheckWhole(x, request) is null) ? null : CheckWhole(kind, request);
    }

    /// <summary>What is known once all bytes were seen.</summary>
    public static Refusal? CheckWhole(FileKind kind, UploadRequest request) => request.Rule.Check(kind) ?? TypeAgreement.Check(kind, request.Hints);
}
