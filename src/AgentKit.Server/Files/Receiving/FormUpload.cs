using AgentKit.Server.Files.Endpoints;
using AgentKit.Server.Problems;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace AgentKit.Server.Files.Receiving;

/// <summary>The one file of a <c>multipart/form-data</c> body (RFC 7578), read as it comes.</summary>
internal sealed class FormUpload
{
    private readonly MultipartReader _reader;

    private FormUpload(MultipartReader reader, UploadRequest request, Stream content) => (_reader, Request, Content) = (reader, request, content);

    public UploadRequest Request { get; }

    public Stream Content { get; }

    public static bool IsForm(HttpRequest request) => MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase);

    /// <exception cref="ProblemException">It is no form, or its first part is no file.</exception>
    public static async Task<FormUpload> OpenAsync(HttpRequest request, UploadAddress address, CancellationToken cancellationToken)
    {
        if (request.ContentLength > address.Rule.MaxBytes + BodyLimits.Envelope)
            throw FileProblems.Refused(address.Rule.TooLarge());
        var boundary = HeaderUtilities.RemoveQuotes(MediaTypeHeaderValue.Parse(request.ContentType).Boundary).Value;
        if (string.IsNullOrWhiteSpace(boundary) || boundary.Length > 70)
            throw Malformed("Its boundary is missing or longer than 70 characters.");

        var reader = new MultipartReader(boundary, request.Body) { HeadersCountLimit = 16, HeadersLengthLimit = 8 * 1024 };
        var part = await NextAsync(reader, cancellationToken) ?? throw Malformed("It has no part.");
        if (part.GetContentDispositionHeader() is not { } disposition || !disposition.IsFileDisposition())
            throw Malformed("Its first part is no file. Send the file as the only part; category and name go into the address.");
        var name = HeaderUtilities.RemoveQuotes(disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName).Value;
        return new FormUpload(reader, UploadRequest.OfForm(request, address, name, part.ContentType), new FormPartStream(part.Body));
    }

    /// <exception cref="ProblemException">Something follows the file.</exception>
    public async Task EndAsync(CancellationToken cancellationToken)
    {
        if (await NextAsync(_reader, cancellationToken) is not null)
            throw Malformed("It has more than one part. Send one file with each request.");
    }

    private static async Task<MultipartSection?> NextAsync(MultipartReader reader, CancellationToken cancellationToken)
    {
        try
        {
            return await reader.ReadNextSectionAsync(cancellationToken);
        }
        catch (Exception error) when (error is InvalidDataException or IOException and not Microsoft.AspNetCore.Http.BadHttpRequestException)
        {
            throw Malformed("It isn't as RFC 7578 says, or ends too early.");
        }
    }

    internal static ProblemException Malformed(string detail) => new(Problem.Of(StatusCodes.Status400BadRequest, "malformed-form", "The form can't be read", detail));
}
