namespace Nuke.Common.Utilities.Net;

/// <summary>Starts requests.</summary>
public static class HttpClientExtensions
{
    /// <summary>A request to an address, absolute or relative to the client's.</summary>
    public static HttpRequestBuilder CreateRequest(this HttpClient client, HttpMethod method, string relativeUri)
        => new(client, new HttpRequestMessage(method, relativeUri));

    /// <summary>A request to an address relative to another.</summary>
    public static HttpRequestBuilder CreateRequest(this HttpClient client, HttpMethod method, string baseAddress, string relativeUri)
        => new(client, new HttpRequestMessage(method, new Uri(new Uri(baseAddress), relativeUri)));
}
