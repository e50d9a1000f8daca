namespace AgentKit.Server.Files.Refusing;

/// <summary>Why content was refused, in words for who sent it. The detail never repeats a file's name or content: those may be personal.</summary>
internal sealed record Refusal(RefusalReason Reason, string Detail)
{
    /// <summary>The status of the answer (RFC 9110): the size, the type, the request, or what the content is.</summary>
    public int StatusCode => Reason switch
    {
        RefusalReason.TooLarge => StatusCodes.Status413PayloadTooLarge,
        RefusalReason.UnknownType or RefusalReason.KindNotAllowed or RefusalReason.TypeMismatch => StatusCodes.Status415UnsupportedMediaType,
        RefusalReason.Incomplete or RefusalReason.Empty => StatusCodes.Status400BadRequest,
        _ => StatusCodes.Status422UnprocessableEntity,
    };

    /// <summary>The last segment of the problem's type, and the reason kept in a rejected file's document.</summary>
    public string Slug => Reason switch
    {
        RefusalReason.Empty => "file-empty",
        RefusalReason.TooLarge => "file-too-large",
        RefusalReason.Incomplete => "file-incomplete",
        RefusalReason.SizeMismatch => "size-mismatch",
        RefusalReason.ChecksumMismatch => "checksum-mismatch",
        RefusalReason.UnknownType => "file-type-unknown",
        RefusalReason.KindNotAllowed => "file-type-not-allowed",
        RefusalReason.TypeMismatch => "file-type-mismatch",
        RefusalReason.Executable => "file-executable",
        RefusalReason.ActiveContent => "file-active-content",
        RefusalReason.Polyglot => "file-polyglot",
        RefusalReason.ArchiveBomb => "archive-bomb",
        RefusalReason.UnsafeArchive => "archive-unsafe",
        RefusalReason.Malformed => "file-malformed",
        RefusalReason.Malware => "file-malware",
        _ => throw new InvalidOperationException($"{Reason} has no slug."),
    };

    public string Title => Reason switch
    {
        RefusalReason.Empty => "The file is empty",
        RefusalReason.TooLarge => "The file is too large",
        RefusalReason.Incomplete => "The file is incomplete",
        RefusalReason.SizeMismatch => "The size isn't the announced one",
        RefusalReason.ChecksumMismatch => "The checksum isn't the announced one",
        RefusalReason.UnknownType => "The kind of file isn't known",
        RefusalReason.KindNotAllowed => "This category doesn't take this kind of file",
        RefusalReason.TypeMismatch => "The content isn't of the declared type",
        RefusalReason.Executable => "Programs and scripts aren't taken",
        RefusalReason.ActiveContent => "The file has active content",
        RefusalReason.Polyglot => "The file is more than one kind at once",
        RefusalReason.ArchiveBomb => "The archive expands to too much",
        RefusalReason.UnsafeArchive => "The archive isn't safe",
        RefusalReason.Malformed => "The file is malformed",
        RefusalReason.Malware => "The file has malware",
        _ => throw new InvalidOperationException($"{Reason} has no title."),
    };
}
