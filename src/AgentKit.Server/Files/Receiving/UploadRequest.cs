using AgentKit.Server.Files.Categories;
using AgentKit.Server.Files.Checksums;
using AgentKit.Server.Files.Naming;
using AgentKit.Server.Files.Refusing;
using AgentKit.Server.Files.Sniffing;
using AgentKit.Server.Problems;

namespace AgentKit.Server.Files.Receiving;

/// <summary>What a request says of the file that it brings, before its first byte is read.</summary>
internal sealed record UploadRequest
{
    public required CategoryRule Rule { get; init; }

    public required FileName Name { get; init; }

    /// <summary>The announced size; null for a body in chunks or a form.</summary>
    public long? LengthBytes { get; init; }

    /// <summary>The announced checksum in hexadecimal.</summary>
    public string? Sha256 { get; init; }

    public string? DeclaredType { get; init; }

    public FileHints Hints => FileHints.Of(Name.Value, DeclaredType);

    /// <summary>Reads a request whose body is the file.</summary>
    /// <exception cref="ProblemException">Something is wrong with it; all mistakes are told at once.</exception>
    public static UploadRequest OfBody(HttpRequest request, UploadAddress address)
    {
        var (name, mistake) = FileName.Parse(address.Name);
        var (sha256, wrongChecksum) = ChecksumHeaders.Read(request.Headers, isForm: false);
        return Create(address.Rule, name, mistake, sha256, wrongChecksum, request.ContentLength, request.ContentType);
    }

    /// <summary>Reads a part of a form that is the file.</summary>
    /// <param name="request">The request with the form.</param>
    /// <param name="address">What its address says.</param>
    /// <param name="partName">The file's name in the form; one in the address comes first.</param>
    /// <param name="partType">The part's media type.</param>
    /// <exception cref="ProblemException">Something is wrong with it.</exception>
    public static UploadRequest OfForm(HttpRequest request, UploadAddress address, string? partName, string? partType)
    {
        var (name, mistake) = FileName.Parse(address.Name ?? partName);
        var (sha256, wrongChecksum) = ChecksumHeaders.Read(request.Headers, isForm: true);
        return Create(address.Rule, name, mistake, sha256, wrongChecksum, null, partType);
    }

    private static UploadRequest Create(CategoryRule rule, FileName? name, string? mistake, string? sha256, string? wrongChecksum, long? length, string? type)
    {
        List<FieldError> errors = [];
        if (mistake is not null)
            errors.Add(new FieldError("name", mistake));
        if (wrongChecksum is not null)
            errors.Add(new FieldError(ChecksumHeaders.Plain, wrongChecksum));
        if (errors.Count > 0)
            throw new ProblemException(Problem.Invalid(errors));
        if (length == 0)
            throw FileProblems.Refused(new Refusal(RefusalReason.Empty, "No bytes arrived."));
        if (length > rule.MaxBytes)
            throw FileProblems.Refused(rule.TooLarge());
        return new UploadRequest { Rule = rule, Name = name!, LengthBytes = length, Sha256 = sha256, DeclaredType = type };
    }
}
