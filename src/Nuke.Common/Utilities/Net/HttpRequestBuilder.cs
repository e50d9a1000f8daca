namespace Nuke.Common.Utilities.Net;

/// <summary>A request and the client that will send it.</summary>
/// <param name="client">Sends the request.</param>
/// <param name="request">What is sent.</param>
public class HttpRequestBuilder(HttpClient client, HttpRequestMessage request)
{
    /// <summary>Sends the request.</summary>
    public HttpClient Client { get; } = client;

    /// <summary>What is sent.</summary>
    public HttpRequestMessage Request { get; } = request;
}
