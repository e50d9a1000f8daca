using AgentKit.Server.Files.Categories;
using AgentKit.Server.Files.Checksums;
using AgentKit.Server.Files.Naming;
using AgentKit.Server.Files.Receiving;
using AgentKit.Server.Files.Refusing;
using AgentKit.Server.Files.Sniffing;
using AgentKit.Server.Json;

namespace AgentKit.Server.Files.Direct;

/// <summary>The body that begins a direct upload.</summary>
internal static class DirectUploadRequest
{
    private const long MostBytes = 5L * 1024 * 1024 * 1024 * 1024;

    /// <exception cref="Problems.ProblemException">Something is wrong with it.</exception>
    public static UploadRequest Read(JsonBody body, FileSettings settings)
    {
        var fields = new FieldReader(body.Content);
        var category = fields.Choice<FileCategory>("category");
        var (name, mistake) = FileName.Parse(fields.Text("name", 1000, new TextForm(_ => true, "")));
        if (mistake is not null)
            fields.Refuse("name", mistake);
        var size = fields.OptionalWholeNumber("size_bytes", 1, MostBytes);
        if (size is null && !body.Content.ContainsKey("size_bytes"))
            fields.Refuse("size_bytes", "It is required: the presigned request is made for exactly this size.");
        var type = fields.Text("content_type", 200, new TextForm(IsMediaType, "It must be a media type such as text/csv."));
        var sha256 = fields.OptionalText("sha256", 64) is { } text ? Sha256Digest.Parse(text) ?? Wrong(fields) : null;
        fields.ThrowIfInvalid();

        var rule = settings.RuleFor(category);
        if (size > rule.MaxBytes)
            throw FileProblems.Refused(rule.TooLarge());
        var request = new UploadRequest { Rule = rule, Name = name!, LengthBytes = size, Sha256 = sha256, DeclaredType = type };
        return Check(request) is { } refusal ? throw FileProblems.Refused(refusal) : request;
    }

    /// <summary>Some kind that the category takes must fit what is declared: otherwise the bytes would travel for nothing.</summary>
    private static Refusal? Check(UploadRequest request) => request.Rule.Kinds.Any(x => TypeAgreement.Check(x, request.Hints) is null)
        ? null
        : new Refusal(RefusalReason.KindNotAllowed, $"No kind of file that '{request.Rule.Category.Name()}' takes has this type and such a name. It takes {string.Join(", ", request.Rule.Kinds.Select(x => FileKinds.Of(x).Name))}.");

    private static string? Wrong(FieldReader fields)
    {
        fields.Refuse("sha256", "It must be a SHA-256 in hexadecimal or base64.");
        return null;
    }

    private static bool IsMediaType(string text) => Microsoft.Net.Http.Headers.MediaTypeHeaderValue.TryParse(text, out var type) && type.Parameters.Count == 0 && !type.MatchesAllTypes && !type.MatchesAllSubTypes;
}
