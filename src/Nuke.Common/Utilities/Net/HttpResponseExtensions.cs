using System.Net;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Nuke.Common.IO;

namespace Nuke.Common.Utilities.Net;

/// <summary>Checks answers and reads them.</summary>
public static class HttpResponseExtensions
{
    /// <summary>Fails unless the status is as expected.</summary>
    /// <exception cref="HttpResponseException">It is another.</exception>
    public static HttpResponseInspector AssertStatusCode(this HttpResponseInspector inspector, HttpStatusCode status, Func<HttpResponseMessage, string>? errorSelector = null)
        => inspector.Response.StatusCode == status
            ? inspector
            : throw new HttpResponseException(errorSelector?.Invoke(inspector.Response) ?? $"Expected status code {status} but found {inspector.Response.StatusCode}");

#nullable disable annotations // As in NUKE: the functions return null where there is no error, and builds don't say so.
    /// <summary>Fails with what <paramref name="errorSelector"/> says of the status, unless that is <c>null</c>.</summary>
    /// <exception cref="HttpResponseException">There is an error.</exception>
    public static HttpResponseInspector AssertStatusCode(this HttpResponseInspector inspector, Func<HttpStatusCode, string> errorSelector)
        => inspector.AssertResponse(x => errorSelector(x.StatusCode));

    /// <summary>Fails with what <paramref name="errorSelector"/> says of the answer, unless that is <c>null</c>.</summary>
    /// <exception cref="HttpResponseException">There is an error.</exception>
    public static HttpResponseInspector AssertResponse(this HttpResponseInspector inspector, Func<HttpResponseMessage, string> errorSelector)
        => errorSelector(inspector.Response) is { } error ? throw new HttpResponseException(error) : inspector;
#nullable restore annotations

    /// <summary>Fails unless the status is one of success.</summary>
    /// <exception cref="HttpRequestException">It is not.</exception>
    public static HttpResponseInspector AssertSuccessfulStatusCode(this HttpResponseInspector inspector)
    {
        inspector.Response.EnsureSuccessStatusCode();
        return inspector;
    }

    /// <summary>The body, read as JSON.</summary>
    public static async Task<T> GetBodyAsJson<T>(this HttpResponseInspector inspector)
        => JsonConvert.DeserializeObject<T>(await inspector.GetBodyAsync())!;

    /// <summary>The body, read as JSON.</summary>
    public static Task<JObject> GetBodyAsJson(this HttpResponseInspector inspector) => inspector.GetBodyAsJson<JObject>();

    /// <summary>The body, read as JSON.</summary>
    public static async Task<T> GetBodyAsJson<T>(this HttpResponseInspector inspector, JsonSerializerSettings settings)
        => JsonConvert.DeserializeObject<T>(await inspector.GetBodyAsync(), settings)!;

    /// <summary>The body, read as JSON.</summary>
    public static Task<JObject> GetBodyAsJson(this HttpResponseInspector inspector, JsonSerializerSettings settings) => inspector.GetBodyAsJson<JObject>(settings);

    /// <summary>Writes the body to a file; by default one that is there is an error.</summary>
    public static async Task WriteToFile(this HttpResponseInspector inspector, AbsolutePath path, FileMode mode = FileMode.CreateNew)
    {
        await using var file = File.Open(path, mode);
        await inspector.Response.Content.CopyToAsync(file);
    }
}
