namespace Nuke.Common.Utilities.Net;

/// <summary>An answer, and its body once it was read.</summary>
/// <param name="response">The answer.</param>
public class HttpResponseInspector(HttpResponseMessage response)
{
    private string? _body;

    /// <summary>The answer.</summary>
    public HttpResponseMessage Response { get; } = response;

    /// <summary>The body as text; read once.</summary>
    public async Task<string> GetBodyAsync() => _body ??= await Response.Content.ReadAsStringAsync();
}
