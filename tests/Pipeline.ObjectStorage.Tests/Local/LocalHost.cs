using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Pipeline.ObjectStorage.Credentials;
using Pipeline.ObjectStorage.Local;

namespace Pipeline.ObjectStorage.Tests.Local;

/// <summary>Serves presigned requests for local files as a host would.</summary>
internal sealed class LocalHost(WebApplication application) : IAsyncDisposable
{
    private static readonly byte[] s_key = [.. Enumerable.Range(0, 32).Select(x => (byte)x)];

    public LocalPresigning Presigning { get; } = new(s_key, new Uri($"{application.Urls.First()}/objects"));

    public static async Task<LocalHost> StartAsync(Func<IObjectStore> store)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var application = builder.Build();
        application.Urls.Add("http://127.0.0.1:0");
        LocalHost? host = null;
        application.Map("/objects", context => new LocalPresignedRequests(host!.Presigning) is var requests ? ServeAsync(context, requests, store()) : Task.CompletedTask);
        await application.StartAsync();
        host = new LocalHost(application);
        return host;
    }

    public ValueTask DisposeAsync() => application.DisposeAsync();

    private static async Task ServeAsync(HttpContext context, LocalPresignedRequests requests, IObjectStore store)
    {
        var (request, response) = (context.Request, context.Response);
        var verdict = requests.Verify(new LocalPresignedCall { Method = request.Method, Token = request.Query["token"], ContentType = request.ContentType, ContentLength = request.ContentLength });
        if (verdict.Refusal is { } refusal)
        {
            response.StatusCode = refusal is LocalPresignedRefusal.WrongLength or LocalPresignedRefusal.WrongContentType ? 400 : 403;
            return;
        }

        if (verdict.Put is { } put)
        {
            context.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = put.LengthBytes;
            await store.PutAsync(verdict.Key, request.Body, put, context.RequestAborted);
            return;
        }

        await using var content = await store.GetAsync(verdict.Key, null, context.RequestAborted);
        if (content is null)
        {
            response.StatusCode = 404;
            return;
        }

        response.ContentType = verdict.ContentType ?? content.Stored.ContentType;
        response.ContentLength = content.Stored.LengthBytes;
        if (verdict.ContentDisposition is { } disposition)
            response.Headers.ContentDisposition = disposition;
        await content.Stream.CopyToAsync(response.Body, context.RequestAborted);
    }
}
