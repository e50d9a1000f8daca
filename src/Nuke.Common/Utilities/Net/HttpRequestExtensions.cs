using System.Net.Http.Headers;
using System.Text;
using Newtonsoft.Json;

namespace Nuke.Common.Utilities.Net;

/// <summary>Completes requests and sends them.</summary>
public static class HttpRequestExtensions
{
    /// <summary>With a bearer token.</summary>
    public static HttpRequestBuilder WithBearerAuthentication(this HttpRequestBuilder builder, string bearerToken) => builder.WithAuthentication("Bearer", bearerToken);

    /// <summary>With a user name and a password (RFC 7617, UTF-8).</summary>
    public static HttpRequestBuilder WithBasicAuthentication(this HttpRequestBuilder builder, string username, string password)
        => builder.WithAuthentication("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{username}:{password}")));

    /// <summary>With an <c>Authorization</c> header.</summary>
    public static HttpRequestBuilder WithAuthentication(this HttpRequestBuilder builder, string scheme, string parameter)
    {
        builder.Request.Headers.Authorization = new AuthenticationHeaderValue(scheme, parameter);
        return builder;
    }

    /// <summary>With an object as JSON.</summary>
    public static HttpRequestBuilder WithJsonContent<T>(this HttpRequestBuilder builder, T obj)
        => builder.WithStringContent(JsonConvert.SerializeObject(obj), "application/json");

    /// <summary>With an object as JSON.</summary>
    public static HttpRequestBuilder WithJsonContent<T>(this HttpRequestBuilder builder, T obj, JsonSerializerSettings settings)
        => builder.WithStringContent(JsonConvert.SerializeObject(obj, settings), "application/json");

    /// <summary>With text.</summary>
    public static HttpRequestBuilder WithStringContent(this HttpRequestBuilder builder, string content, string mediaType)
        => builder.WithContent(new StringContent(content, Encoding.UTF8, mediaType));

    /// <summary>With the fields of a form.</summary>
    public static HttpRequestBuilder WithFormUrlEncodedContent(this HttpRequestBuilder builder, IDictionary<string, string> dictionary)
        => builder.WithContent(new FormUrlEncodedContent(dictionary));

    /// <summary>With the parts of a form.</summary>
    public static HttpRequestBuilder WithMultipartFormDataContent(this HttpRequestBuilder builder, Func<MultipartFormDataContent, MultipartFormDataContent> configurator)
        => builder.WithContent(configurator(new MultipartFormDataContent()));

    /// <summary>Adds text to a form.</summary>
    public static MultipartFormDataContent AddStringContent(this MultipartFormDataContent data, string name, string content)
    {
        data.Add(new StringContent(content), name);
        return data;
    }

    /// <summary>Adds a file to a form.</summary>
    public static MultipartFormDataContent AddStreamContent(this MultipartFormDataContent data, string name, Stream content, string filename, string? mediaType = null)
    {
        var part = new StreamContent(content);
        if (mediaType != null)
            part.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
        data.Add(part, name, filename);
        return data;
    }

    /// <summary>Sends the request.</summary>
    public static async Task<HttpResponseInspector> GetResponseAsync(this HttpRequestBuilder builder, CancellationToken cancellationToken = default)
        => new(await builder.Client.SendAsync(builder.Request, cancellationToken));

    /// <summary>Sends the request and waits for the answer. For build code that isn't async.</summary>
    public static HttpResponseInspector GetResponse(this HttpRequestBuilder builder) => builder.GetResponseAsync().GetAwaiter().GetResult();

    private static HttpRequestBuilder WithContent(this HttpRequestBuilder builder, HttpContent content)
    {
        builder.Request.Content = content;
        return builder;
    }
}
