using System.Net;
using System.Net.Http.Headers;

namespace Pipeline.Containers.Registries.Http;

/// <summary>An answer whose body isn't read yet.</summary>
internal sealed class RegistryResponse(RegistryRequest request, HttpResponseMessage message, RequestDeadline deadline) : IDisposable
{
    public RegistryRequest Request => request;

    public HttpStatusCode Status => message.StatusCode;

    public bool IsSuccess => message.IsSuccessStatusCode;

    /// <summary>Whether another host than the one that was asked answered, since that sent there.</summary>
    public bool IsFromElsewhere => message.RequestMessage?.RequestUri is { } answered && answered.Authority != request.Uri.Authority;

    public HttpResponseHeaders Headers => message.Headers;

    public string? MediaType => message.Content.Headers.ContentType?.MediaType;

    public long? ContentLength => message.Content.Headers.ContentLength;

    /// <summary>Where the body's first byte lies in the whole, when a part of it was asked for and given.</summary>
    public long RangeFrom => Status == HttpStatusCode.PartialContent ? message.Content.Headers.ContentRange?.From ?? 0 : 0;

    /// <summary>The <c>Location</c>, made absolute; null without one.</summary>
    public Uri? Location => message.Headers.Location is { } location ? new Uri(message.RequestMessage?.RequestUri ?? request.Uri, location) : null;

    public string? Header(string name) => message.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    /// <summary>Copies the body until the target has so many bytes, and one piece more if there is more; fails as transient when it stalls or breaks off.</summary>
    public async Task CopyToAsync(Stream target, long maxBytes, CancellationToken cancellationToken)
    {
        var buffer = new byte[131072];
        await using var body = await OpenAsync(cancellationToken);
        while (target.Length <= maxBytes && await ReadAsync(body, buffer, cancellationToken) is var read and > 0)
            await target.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
    }

    /// <summary>The whole body; refuses one that is longer than a document of its kind may be.</summary>
    public async Task<byte[]> ReadAsync(int maxBytes, CancellationToken cancellationToken)
    {
        var content = new MemoryStream();
        var buffer = new byte[16384];
        await using var body = await OpenAsync(cancellationToken);
        while (await ReadAsync(body, buffer, cancellationToken) is var read and > 0)
        {
            content.Write(buffer, 0, read);
            if (content.Length > maxBytes)
                throw new RegistryException(RegistryErrors.Failing, $"{request.Purpose} failed: {request.Uri.Host} answered with more than {maxBytes / 1024 / 1024} MiB where a small document belongs. Look at what runs at that address.") { Status = Status };
        }

        return content.ToArray();
    }

    public void Dispose()
    {
        message.Dispose();
        deadline.Dispose();
    }

    private async Task<Stream> OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await message.Content.ReadAsStreamAsync(deadline.Token);
        }
        catch (Exception error) when (TransportFailure.IsOne(error) && !cancellationToken.IsCancellationRequested)
        {
            throw TransportFailure.Of(error, request, deadline);
        }
    }

    private async ValueTask<int> ReadAsync(Stream body, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            var read = await body.ReadAsync(buffer, deadline.Token);
            deadline.Progress();
            return read;
        }
        catch (Exception error) when (TransportFailure.IsOne(error) && !cancellationToken.IsCancellationRequested)
        {
            throw TransportFailure.Of(error, request, deadline);
        }
    }
}
